import type { Chance } from "./random.ts";

const given =
  `Amara Aisha Alma Amelia Ana Anika Aroha Aya Beatriz Bisi Camille Carmen Chiara Chloe Dalia Daria Elena Elif
Ella Emilia Emma Esther Eva Fatima Freya Grace Hana Hanna Imani Ines Ingrid Isla Ivy Jana Jasmine Julia Kavya Keiko Khadija
Klara Lara Layla Leila Lena Leonie Lina Linh Lucia Maja Malak Mariam Marta Maya Mei Mila Mina Naomi Nadia Nia Nina Noor Nora
Olivia Paula Priya Rania Rosa Ruth Salma Sara Selma Sofia Stella Tala Tess Thea Valentina Vera Yara Yasmin Zainab Zoe
Aaron Adam Ahmed Ali Amir Anton Arjun Arthur Ben Bilal Caleb Carlos Chen Dario David Diego Elias Emeka Emil Erik Ethan Felix
Finn Gabriel George Hamza Haruto Hassan Hugo Ibrahim Idris Ilias Isaac Ivan Jakob James Jamal Javier Jonas Joon Kai Karim
Kofi Kwame Leo Levi Liam Lorenzo Luca Lukas Marco Mateo Max Milan Minh Mohammed Nikhil Noah Nils Oliver Omar Oscar Pablo
Rafael Ravi Rayan Rohan Ryan Samir Samuel Sami Santiago Sergei Tariq Theo Thomas Tomas Umar Viktor William Yusuf Zayd`
    .split(/\s+/)
    .filter(Boolean);

const family =
  `Abbas Abdi Adeyemi Ahmadi Aksoy Almeida Andersen Andersson Bakker Baptiste Barbosa Bauer Becker Bello Bennett
Berg Bianchi Brandt Brown Campbell Castillo Chaudhry Chen Cohen Costa Cruz Dahl Das Davies Delgado Demir Diallo Diaz Dimitrov
Dubois Edwards El-Amin Evans Farah Fernandez Ferrari Fischer Fonseca Fraser Gallagher Garcia Georgiou Ghosh Gomez Greco Green
Guerra Gupta Haddad Hall Hansen Haruna Hassan Hernandez Hoffmann Horvat Hughes Hussain Ibrahimi Iglesias Ito Ivanova Iyer
Jackson Jansen Jensen Jimenez Johansson Jones Kaminski Kane Kapoor Karlsson Kaya Keller Khalil Khan Kim Kimura Kovacs Kowalski
Kumar Lambert Larsen Laurent Le Lee Lewis Li Lindqvist Lopez Lund Mahmoud Malik Mansour Martin Martinez Mbeki Mendes Meyer
Mishra Mitchell Mohamed Moreau Moreno Morgan Moretti Morris Moyo Mueller Murphy Mwangi Nakamura Nasser Ndiaye Nguyen Nielsen
Novak Nowak Nunez Obi Ochieng Okafor Okoye Oliveira Olsen Omondi Ortega Osei Osman Ozturk Palmer Papadakis Park Parker Patel
Pereira Petrov Pham Phillips Popescu Qureshi Rahman Ramirez Reid Reyes Ricci Richter Rivera Roberts Romano Rossi Roy Ruiz
Russo Sahin Salazar Santos Sato Schmidt Schneider Shah Sharma Silva Singh Sokolov Solberg Suarez Suzuki Takahashi Tanaka Taylor
Teixeira Thapa Thomas Tran Turner Usman Vargas Varga Vasquez Vogel Wagner Walker Wang Watanabe Weber Wilson Winkler Wolf Wong
Wright Yamamoto Yang Yilmaz Young Youssef Zhang Zhou Zimmermann`
    .split(/\s+/)
    .filter(Boolean);

export type Named = { name: string; family: string; email: string };

/** Makes names and addresses; no full name and no address comes twice. */
export function nameMaker(chance: Chance, mailDomain: string) {
  const names = new Set<string>();
  const emails = new Set<string>();
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");

  return (familyName?: string): Named => {
    let surname = familyName ?? chance.pick(family);
    let name = `${chance.pick(given)} ${surname}`;
    for (let tries = 0; names.has(name); tries++) {
      if (tries > 20) surname = `${surname}-${chance.pick(family)}`; // a common family: the other parent's name joins
      name = `${chance.pick(given)} ${surname}`;
    }
    names.add(name);
    const local = `${plain(name.split(" ")[0] ?? "")}.${plain(surname)}`;
    let email = `${local}@${mailDomain}`;
    for (let number = 2; emails.has(email); number++) email = `${local}${number}@${mailDomain}`;
    emails.add(email);
    return { name, family: surname, email };
  };
}

/** Short codes as staff rooms use them: three letters of the family name, told apart by a digit. */
export function codeMaker() {
  const taken = new Set<string>();
  return (familyName: string): string => {
    const stem = familyName
      .toUpperCase()
      .replace(/[^A-Z]/g, "")
      .slice(0, 3);
    let code = stem;
    for (let number = 2; taken.has(code); number++) code = `${stem}${number}`;
    taken.add(code);
    return code;
  };
}
