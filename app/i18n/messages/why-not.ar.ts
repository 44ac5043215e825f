import type { Translation } from "../translation.ts";
import type { whyNot as english } from "./why-not.en.ts";

export const whyNot: Translation<typeof english> = {
  title: "لماذا لا؟",
  titleOf: "لماذا لا: {name}",
  help: "يبحث أتريوم عن القواعد والحصص التي لا يمكن أن تجتمع، وعمّا يحلّ المشكلة.",
  open: "لماذا لا؟",
  back: "العودة إلى الجدول",
  look: "البحث عن الأسباب",
  again: "البحث من جديد",
  looking: "يجري البحث عن الأسباب",
  waiting: "في انتظار عامل متفرغ",
  failed: "انتهى البحث عن الأسباب بخطأ",
  none: "لم يسأل أحد بعد",
  noneHelp: "حين لا تجد حصص مكانًا، يستطيع أتريوم أن يقول أيّ القواعد تتعارض.",
  stale: "تغيّرت حصص أو قواعد منذ ذلك الحين.",
  found: "وُجد {when}",
  verdicts: {
    impossible: "لا يمكن لأي جدول أن يراعي كل هذه القواعد. هذا مُثبت.",
    possible: "يوجد جدول. دع أتريوم يبحث مدة أطول.",
    unknown: "لم يُثبت شيء. هذا ما أعاق البحث.",
  },
  proved: "مُثبت",
  unproved: "غير مُثبت",
  under: "بموجب هذه القواعد",
  noRules: "لا ذنب لأي قاعدة: المشكلة في الحصص نفسها.",
  lessons:
    "{count, plural, zero {لا حصص} one {حصة واحدة} two {حصتان} few {# حصص} many {# حصة} other {# حصة}}",
  smallest: "من دون أي واحدة من هذه القواعد يصبح ذلك ممكنًا.",
  alike:
    "{count, plural, zero {لا موضع آخر} one {تفشل القواعد نفسها في موضع آخر.} two {تفشل القواعد نفسها في موضعين آخرين.} few {تفشل القواعد نفسها في # مواضع أخرى.} many {تفشل القواعد نفسها في # موضعًا آخر.} other {تفشل القواعد نفسها في # موضع آخر.}}",
  waysOut: "ما يحلّ المشكلة",
  noWaysOut: "لا يوجد تغيير واحد في هذه القواعد يحلّها.",
  doThis: "طبّق هذا",
  done: "تغيّرت القاعدة",
  undone: "عادت القاعدة كما كانت",
  refused: "تعذّر تغيير القاعدة. ربما غيّرها أحدهم في هذه الأثناء.",
  clears: "لا عائق آخر للوهلة الأولى",
  remaining:
    "{count, plural, zero {لا تعارض آخر} one {يبقى تعارض واحد} two {يبقى تعارضان} few {تبقى # تعارضات} many {يبقى # تعارضًا} other {يبقى # تعارض}}",
  losesPeople:
    "{count, plural, zero {لا أحد يتنازل عنها} one {يتنازل عنها شخص واحد} two {يتنازل عنها شخصان} few {يتنازل عنها # أشخاص} many {يتنازل عنها # شخصًا} other {يتنازل عنها # شخص}}",
  losesLessons:
    "{count, plural, zero {لا حصة تتنازل عنها} one {تتنازل عنها حصة واحدة} two {تتنازل عنها حصتان} few {تتنازل عنها # حصص} many {تتنازل عنها # حصة} other {تتنازل عنها # حصة}}",
  despite: "ضع ما يتسع رغم ذلك",
  despiteHelp: "تبقى الحصص الأخرى بلا مكان.",
  reasonsFound:
    "{count, plural, zero {لا أسباب} one {لا يمكن إعداده: وُجد سبب واحد} two {لا يمكن إعداده: وُجد سببان} few {لا يمكن إعداده: وُجدت # أسباب} many {لا يمكن إعداده: وُجد # سببًا} other {لا يمكن إعداده: وُجد # سبب}}",
  pinned: "مثبّتة: {names}",
  rule: "{kind}: {names}",
  ruleTimes:
    "{count, plural, zero {ولا مرة} one {مرة واحدة} two {مرتان} few {# مرات} many {# مرة} other {# مرة}}",
  blocked:
    "{name}: {starts, plural, zero {لا وقت ممكن} one {وقت ممكن واحد} two {وقتان ممكنان} few {# أوقات ممكنة} many {# وقتًا ممكنًا} other {# وقت ممكن}}",
  reasons: {
    noStart: "لم يبق وقت في الأسبوع لـ{lesson}",
    noRoom: "لا قاعة تصلح لـ{lesson}",
    roomsClosed: "قاعات {lesson} مغلقة كلما أمكن عقدها",
    overfullClass:
      "لدى {who} {hours, plural, zero {لا ساعات} one {ساعة درس واحدة} two {ساعتا درس} few {# ساعات درس} many {# ساعة درس} other {# ساعة درس}} في {slots, plural, zero {لا شيء} one {حصة زمنية واحدة} two {حصتين زمنيتين} few {# حصص زمنية} many {# حصة زمنية} other {# حصة زمنية}}",
    overfullTeacher: "ساعات {who} وعددها {hours, number} لا تتسع لها الأوقات المتاحة وعددها {slots, number}",
    overfullLessons:
      "حصص لا يمكن أن تُعقد اثنتان منها في وقت واحد وعددها {lessons, number} فيها {hours, number} ساعة، والأوقات {slots, number}",
    limitedClass: "لدى {who} {hours, number} ساعة درس، والحدود تسمح بـ{atMost, number}",
    limitedTeacher: "لدى {who} {hours, number} ساعة درس، والحدود تسمح بـ{atMost, number}",
    tooFewHoursClass: "لدى {who} {hours, number} ساعة درس، والقواعد تطلب {atLeast, number}",
    tooFewHoursTeacher: "لدى {who} {hours, number} ساعة درس، والقواعد تطلب {atLeast, number}",
    shortDayClass: "يجب أن تكون لدى {who} {atLeast, number} ساعة في يوم لا يتاح فيه إلا {slots, number}",
    shortDayTeacher: "يجب أن تكون لدى {who} {atLeast, number} ساعة في يوم لا يتاح فيه إلا {slots, number}",
    tooFewDaysClass: "الأيام الممكنة لـ{who} عددها {days, number}، والقواعد تطلب {atLeast, number}",
    tooFewDaysTeacher: "الأيام الممكنة لـ{who} عددها {days, number}، والقواعد تطلب {atLeast, number}",
    apart: "يجب أن تتوزع {lessons, number} حصة على الأسبوع، ولا يجد يومًا إلا {possible, number}: {names}",
    roomsOverfull:
      "تحتاج {lessons, number} حصة إلى {hours, number} ساعة في {rooms}، والمتاح {places, number}",
    sharedAtOnceClass: "سيكون {who} في حصص عدة في آن واحد: {names}",
    sharedAtOnceTeacher: "سيكون {who} في حصص عدة في آن واحد: {names}",
    roomsAtOnce: "تحتاج {lessons, number} حصة في الوقت نفسه إلى قاعات أكثر من {rooms}",
    pair: "لا يجد {first} و{second} وقتين يتوافقان",
    circle: "حصص ينتظر بعضها بعضًا في حلقة: {names}",
    chain: "باتباع القواعد من حصة إلى حصة لا يبقى وقت لـ{lesson}",
    selection: "تبلغ {lessons, number} حصة في أوقات مختارة {possible, number}، والمطلوب {asked, number}",
    differentRooms: "تحتاج الحصص إلى {atLeast, number} قاعة مختلفة، والمسموح {allowed, number}",
    weekClass: "لا أسبوع لـ{who} يراعي كل هذه القواعد",
    weekTeacher: "لا أسبوع لـ{who} يراعي كل هذه القواعد",
    together: "لا يمكن أن تجتمع هذه القواعد لحصص عددها {lessons, number}: {names}",
  },
  relaxations: {
    dropOff: "أوقف «{rule}»",
    dropPin: "حرّر الحصة المثبّتة: {rule}",
    dropWish: "اجعل «{rule}» رغبة بنسبة {weight, number} % بدل أن تكون ملزمة",
    limitUp: "اسمح بـ{to, number} بدل {from, number} في «{rule}»",
    limitDown: "اطلب {to, number} بدل {from, number} في «{rule}»",
    open: "افتح {count, plural, zero {لا شيء} one {وقتًا آخر} two {وقتين آخرين} few {# أوقات أخرى} many {# وقتًا آخر} other {# وقت آخر}} في «{rule}»: {slots}",
    rooms:
      "وفّر {count, plural, zero {لا شيء} one {قاعة أخرى} two {قاعتين أخريين} few {# قاعات أخرى} many {# قاعة أخرى} other {# قاعة أخرى}} مثل {room}",
    lessons: "اعقد {hours, number} ساعة درس أقل، مثل {names}",
  },
};
