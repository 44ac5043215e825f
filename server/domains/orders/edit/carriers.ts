/** Where carriers show a parcel; `@` is the number. Names as Shopify writes them, in lower case. */
const pages: Record<string, string> = {
  aramex: "https://www.aramex.com/track/results?ShipmentNumber=@",
  "australia post": "https://auspost.com.au/mypost/track/details/@",
  "canada post": "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=@",
  colissimo: "https://www.laposte.fr/outils/suivre-vos-envois?code=@",
  "dhl express": "https://www.dhl.com/en/express/tracking.html?AWB=@",
  dhl: "https://www.dhl.com/en/express/tracking.html?AWB=@",
  dpd: "https://tracking.dpd.de/status/en_US/parcel/@",
  evri: "https://www.evri.com/track/parcel/@",
  fedex: "https://www.fedex.com/fedextrack/?trknbr=@",
  gls: "https://gls-group.eu/track/@",
  postnl: "https://jouw.postnl.nl/track-and-trace/@",
  "royal mail": "https://www.royalmail.com/track-your-item#/tracking-results/@",
  ups: "https://www.ups.com/track?tracknum=@",
  usps: "https://tools.usps.com/go/TrackConfirmAction?tLabels=@",
};

/** The carrier's page of a parcel, or nothing for a carrier we do not know. */
export function trackingUrlOf(company: string, number: string): string {
  const page = pages[company.trim().toLowerCase()];
  return page && number ? page.replace("@", encodeURIComponent(number)) : "";
}
