/** Arabic, written from right to left. Its six plural forms are the platform's. */
import type { Values } from './english.js';
import type { Pack } from './pack.js';

const rules = new Intl.PluralRules('ar');

/** One, two, a few (3 to 10), many (11 to 99), and all else, as Arabic counts. */
const plural =
  (one: string, two: string, few: string, many: string, other = many) =>
  ({ n = 0, count = String(n) }: Values): string => {
    const form = rules.select(n);
    if (form === 'one') return one;
    if (form === 'two') return two;
    return `${count} ${form === 'few' ? few : form === 'many' ? many : other}`;
  };

/** "Points for ₺85.50", or the stamps; a noun behind a colon needs no case. */
const given = ({ n, value = '' }: Values): string => (n === undefined ? `نقاط عن ${value}` : value);

const unitOf =
  (one: string, few: string, other = one) =>
  ({ n = 0 }: Values): string =>
    ({ few, other })[rules.select(n) as string] ?? one;

const triesLeft = plural('بقيت محاولة واحدة', 'بقيت محاولتان', 'محاولات باقية', 'محاولة باقية');

const words: Pack['words'] = {
  sale: 'برنامج الولاء',
  lookup: 'الزبون',
  earn: ({ value }: Values): string => `إضافة ${value}`,
  redeem: ({ value }: Values): string => `استبدال ${value}`,
  points: plural('نقطة واحدة', 'نقطتان', 'نقاط', 'نقطة'),
  stamps: plural('ختم واحد', 'ختمان', 'أختام', 'ختمًا', 'ختم'),
  pointsUnit: unitOf('نقطة', 'نقاط'),
  stampsUnit: unitOf('ختم', 'أختام'),

  codeLabel: 'رمز الزبون',
  emailLabel: 'البريد الإلكتروني',
  codeOrEmailLabel: 'رمز الزبون أو بريده الإلكتروني',
  qrLabel: 'نص رمز QR',
  find: 'بحث',
  enrol: 'تسجيل',
  termsLabel: 'أوافق على الشروط (مطلوب)',
  privacyLabel: 'قرأت إشعار الخصوصية (مطلوب)',
  marketingLabel: 'أرسلوا لي العروض (اختياري)',
  termsLink: 'اقرأ الشروط',
  privacyLink: 'اقرأ إشعار الخصوصية',
  opensWindow: 'يفتح في نافذة جديدة',
  scan: 'مسح رمز QR',
  scanHint: 'اكتب أو امسح مباشرة: الماسح اليدوي يعمل في أي وقت.',
  scanRepaired: ({ name }: Values): string =>
    `الماسح اليدوي مضبوط على لوحة مفاتيح غير لوحة هذا الصندوق (${name}). تم إصلاح النص؛ اضبط الماسح على تخطيط هذا الصندوق.`,
  scanAmbiguous:
    'تعذرت قراءة الرمز بيقين.|لم يُضَف شيء ولم يُستبدل. اضبط الماسح اليدوي على تخطيط لوحة هذا الصندوق وامسح مرة أخرى.',
  scanCapsLock: 'مفتاح الأحرف الكبيرة مفعّل.|لم يُرسل شيء. أوقفه وامسح مرة أخرى.',
  scanAltMode:
    'الماسح اليدوي يكتب بمفتاح Alt.|لم يُؤخذ شيء. اضبطه على المفاتيح العادية (دون «ALT mode») وامسح مرة أخرى.',
  scanNumLock: 'مفتاح Num Lock مطفأ: أرقام الماسح تحرّك المؤشر بدل أن تُكتب. شغّله وامسح مرة أخرى.',
  scanTorn: 'وصل الرمز مقطّعًا.|لم يُرسل شيء. امسح مرة أخرى.',
  scanSlow: ({ count }: Values): string =>
    `لم يعد رمز QR هذا صالحًا.|استغرق الماسح اليدوي ${count} ثانية، وقد يتغير الرمز على الهاتف كل 30 ثانية. اطلب رمزًا جديدًا أو استخدم الكاميرا.`,
  scanMissing: 'تعذر استخدام الكاميرا.|اكتب الرمز أو استخدم الماسح اليدوي.',
  scanWasCoupon: 'رمز QR هذا غير صالح.|إن كان قسيمة فاستبدلها تحت «قسيمة»، وإلا فاطلب رمزًا جديدًا.',
  scanWasCustomer: 'لا توجد قسيمة كهذه.|إن كان رمز QR للزبون فامسحه تحت «الزبون».',
  typed: 'مكتوب',
  scanned: 'ممسوح',
  byEmail: 'بالبريد الإلكتروني',
  newCustomer: 'جديد',
  for: ({ email }: Values): string => `لصالح ${email}`,

  credit: (values: Values): string => `إضافة: ${given(values)}`,
  redeemValue: ({ value }: Values): string => `استبدال: ${value}`,
  redeemNothing: 'استبدال',
  redeemCoupon: 'استبدال القسيمة',
  earnAgain: 'إضافة مرة أخرى…',
  earnAgainAsk: 'أُضيفت نقاط هذا البيع أو أختامه من قبل. هل تُضاف مرة أخرى؟',
  earnAgainYes: 'نعم، أضف مرة أخرى',
  redeemAgain: 'استبدال المزيد…',
  redeemAgainAsk: 'تم استبدال شيء في هذا البيع من قبل. هل تستبدل المزيد؟ لا يمكن التراجع.',
  redeemAgainYes: 'نعم، استبدل المزيد',
  againNo: 'لا، اتركه كما هو',
  what: 'ماذا يُستبدل؟',
  pointsChoice: 'نقاط',
  stampsChoice: 'أختام',
  couponChoice: 'قسيمة',
  pointsLabel: 'النقاط المراد استبدالها',
  stampsLabel: 'الأختام المراد استبدالها',
  couponLabel: 'رمز القسيمة',
  final: 'لا يمكن التراجع.',
  available: ({ value }: Values): string => `المتاح: ${value}.`,

  pinTitle: 'اطلب الرقم السري',
  pinFor: ({ email, value }: Values): string =>
    email ? `الرقم على هاتف ${email}، ${value}.` : `الرقم على هاتف الزبون، ${value}.`,
  toCredit: (values: Values): string => `للإضافة: ${given(values)}`,
  toRedeem: ({ value }: Values): string => `للاستبدال: ${value}`,
  toRedeemCoupon: 'لاستبدال القسيمة',
  pinLabel: 'الرقم السري، رقمان أو أربعة أرقام',
  pinKeys: 'الأرقام',
  pinDelete: 'حذف',
  pinConfirm: 'تأكيد',
  pinNew: 'رقم جديد',
  cancel: 'إلغاء',
  pinChecking: 'جارٍ التحقق…',
  pinShape: 'الرقم السري من رقمين أو أربعة أرقام.',
  pinScan: 'الرقم السري يُكتب ولا يُمسح.',
  pinCount: ({ count, value }: Values): string => `${count} من ${value}`,
  pinClearing: 'ستُمحى الأرقام بعد قليل. أي مفتاح يبقيها.',
  pinCleared: 'لم يُكتب شيء منذ دقيقة. اكتب الرقم السري من جديد.',
  pinNewest: 'استخدم أحدث رقم على الهاتف.',
  pinInvalid: 'الرقم السري خاطئ.',
  pinInvalidLeft: ({ n = 0, count }: Values): string =>
    `الرقم السري خاطئ. ${triesLeft({ n, ...(count !== undefined && { count }) })}.`,
  pinExpired: 'انتهت صلاحية هذا الرقم. اضغط «رقم جديد».',
  pinExceeded: 'أرقام خاطئة كثيرة. اضغط «رقم جديد».',

  looking: 'جارٍ البحث…',
  crediting: (values: Values): string => `جارٍ الإضافة: ${given(values)}…`,
  redeeming: ({ value }: Values): string => `جارٍ الاستبدال: ${value}…`,
  redeemingCoupon: 'جارٍ استبدال القسيمة…',
  amountChanged: ({ value }: Values): string => `أُرسل: ${value}، ويبقى كما هو. تغيّر المبلغ بعد ذلك.`,
  slow: 'ما زال قيد التنفيذ…',
  waiting: 'برنامج الولاء مشغول. ستُعاد المحاولة بعد قليل.',
  asking: 'هذا الصندوق يتحقق…',
  elsewhere: 'قيد التنفيذ في نافذة أخرى.',
  memoryOnly: 'هذا المتصفح لا يحتفظ بملاحظات: بعد إعادة التحميل يُنسى ما لم يكتمل.',

  found: ({ email, value }: Values): string => `تم العثور عليه.|${email}، ${value}`,
  enrolled: ({ email, value }: Values): string => `تم التسجيل.|${email}، ${value}`,
  credited: ({ name, value }: Values): string => `تمت إضافة ${name}.|الرصيد الجديد: ${value}.`,
  creditedOnly: ({ name }: Values): string => `تمت إضافة ${name}.|ابحث عن الزبون لترى الرصيد الجديد.`,
  gained: ({ count, name, value }: Values): string => `\u2066${count}\u2069 ${name}،|الآن ${value}.`,
  couponIssued: ({ name }: Values): string => `اكتملت البطاقة: قسيمة للزبون، «${name}».`,
  couponOnPhone: 'القسيمة على هاتف الزبون.',
  cardBegan: 'بدأت البطاقة من جديد: ابحث عن قسيمة جديدة على هاتف الزبون.',
  redeemed: ({ value, name }: Values): string => `تم الاستبدال: ${name}.|الرصيد الجديد: ${value}.`,
  redeemedOnly: ({ name }: Values): string => `تم الاستبدال: ${name}.|ابحث عن الزبون لترى الرصيد الجديد.`,
  serviceReported: 'أبلغ برنامج الولاء بذلك.',
  reportedCredit: ({ time }: Values): string =>
    `أبلغ برنامج الولاء عن إضافة المقدار نفسه في الساعة ${time}؛ وقد تكون لبيع آخر.`,
  reportedRedemption: ({ time }: Values): string =>
    `أبلغ برنامج الولاء عن استبدال المقدار نفسه في الساعة ${time}؛ وقد يكون لبيع آخر.`,
  creditedByHand: ({ time }: Values): string => `أُضيف شيء يدويًا في الساعة ${time}.`,
  redeemedByHand: ({ time }: Values): string => `استُبدل شيء يدويًا في الساعة ${time}.`,
  couponRedeemed: ({ name }: Values): string => `قُبلت القسيمة.|اخصمها من الفاتورة${name && `: ${name}`}.`,
  canceled: 'أُلغيت العملية.|لم يُضَف شيء ولم يُستبدل.',
  nextCustomer: 'الزبون التالي',
  removeCustomer: 'إزالة هذا الزبون من البيع',
  back: 'رجوع',
  off: ({ value }: Values): string => `خصم ${value}`,
  unfinished: ({ count }: Values): string => `بانتظار التحقق: ${count}`,
  exceeded: ({ value }: Values): string =>
    `استُبدل أكثر من قيمة هذا البيع الآن.|الزيادة ${value} ولا يمكن التراجع عنها. أخبر الزبون أو أعد البضاعة إلى الفاتورة.`,

  checkAgain: 'تحقق',
  later: 'لاحقًا',
  unconfirmed: 'لا نعلم بعد.|ضاع الرد بعد الإرسال. لن تُحسب مرتين. يمكنك إتمام البيع.',
  unconfirmedLogin: 'لا نعلم بعد.|جاءت صفحة تسجيل الدخول بدل الرد. سجّل الدخول من جديد ثم تحقق. لن تُحسب مرتين.',
  unconfirmedSession: 'لا نعلم بعد.|انتهت جلسة هذا الصندوق. سجّل الدخول من جديد ثم تحقق. لن تُحسب مرتين.',
  unconfirmedConflict: 'لا نعلم بعد.|هذا الطلب موجود لدى برنامج الولاء. ابحث عن الزبون لترى الرصيد. لن تُحسب مرتين.',
  unconfirmedRefused:
    'لا نعلم بعد.|ضاع الرد الأول ويُرفض الطلب الآن. ربما حُسبت العملية في المرة الأولى: ابحث عن الزبون لترى الرصيد.',
  unconfirmedUnclear:
    'لا نعلم بعد.|ذكر برنامج الولاء سببًا لا يعرفه هذا الصندوق. ابحث عن الزبون لترى الرصيد. لن تُحسب مرتين.',
  answer_mismatch:
    'لسنا متأكدين.|الرد لا يوافق رصيد هذا الزبون: ربما استُخدم رقم الطلب من قبل. ابحث عن الزبون قبل أن تمنح خصمًا أو نقاطًا مرة أخرى.',
  unconfirmedFinal: 'النتيجة غير معروفة.|أُرسل قبل أكثر من يوم ولم يصل رد. أبلغ المدير.',
  unfinishedEarn: ({ email, ...values }: Values): string =>
    `غير مكتملة.|لا نعلم هل تمت الإضافة (${given(values)}) لصالح ${email || 'الزبون'}. لن تُحسب مرتين.`,
  unfinishedRedeem: ({ value, email }: Values): string =>
    `غير مكتملة.|لا نعلم هل تم الاستبدال (${value}) لصالح ${email || 'الزبون'}. لن تُحسب مرتين.`,
  unfinishedCoupon: 'غير مكتملة.|لا نعلم هل استُبدلت قسيمة. امسح القسيمة نفسها مرة أخرى للتحقق.',
  unfinishedOther: 'هذه قسيمة أخرى.|امسح القسيمة التي لم يصل ردها للتحقق منها. لم يُرسل شيء.',
  balanceHint: ({ value }: Values): string => `الرصيد الآن: ${value}. هذا وحده لا يبيّن هل حُسبت العملية.`,
  probably_redeemed:
    'استُبدلت هنا قبل لحظة على الأرجح.|ضاع الرد، والقسيمة الآن مستخدمة. لن يُرسل شيء بعد ذلك. انظر إلى القسائم على الهاتف.',

  slipOrder: 'الطلب',
  slipCustomer: 'الزبون',
  slipWhat: 'العملية',
  slipVerified: 'التحقق',
  slipWhen: 'الوقت',
  slipCoupon: 'قسيمة',
  slipPin: 'الرقم السري',
  slipQr: 'رمز QR',
  slipNone: 'بلا تحقق',
  print: 'طباعة الإيصال',
  printImpossible: 'هذا المتصفح لا يستطيع الطباعة. استخدم طابعة الصندوق.',

  consentNeeded: 'زبون جديد.|يقرأ الزبون ويضع العلامات، ثم سجّله.',
  handOver: 'أدِر الشاشة نحو الزبون',
  handedTitle: 'انضم إلى برنامج الولاء',
  consentMissing: 'تنقص علامة.|الشروط وإشعار الخصوصية مطلوبان. لم يُرسل شيء.',
  customer_not_found: 'لا يوجد زبون كهذا.|تحقق من الرمز أو امسح رمز QR من الهاتف.',
  invalid_qr: 'لم يعد رمز QR هذا صالحًا.|اطلب رمزًا جديدًا.',
  email_required: 'البريد الإلكتروني ناقص.|اكتبه وحاول مرة أخرى. لم يُضَف أي زبون.',
  insufficient_balance: 'الرصيد لا يكفي.|استبدل أقل. لم يُخصم شيء.',
  insufficientKnown: ({ value }: Values): string => `الرصيد لا يكفي.|الرصيد ${value}: استبدل أقل. لم يُخصم شيء.`,
  manual_code_disabled: 'امسح رمز QR.|الرموز المكتوبة غير مقبولة هنا. لم يُضَف شيء ولم يُستبدل.',
  subscription_required:
    'برنامج الولاء غير متاح الآن.|لم يُضَف شيء ولم يُستبدل. أبلغ المدير أن الاشتراك انتهى. يمكن متابعة البيع.',
  coupon_not_found: 'لا توجد قسيمة كهذه.|تحقق من الرمز أو امسحه من الهاتف.',
  coupon_already_used: 'هذه القسيمة مستخدمة من قبل.|اطلب قسيمة أخرى. لم يُستبدل شيء الآن.',
  verification_required: 'امسح رمز QR للزبون.|بدونه لا إضافة ولا استبدال هنا. لم يُرسل شيء.',
  already_booked: ({ time }: Values): string => `تمت من قبل في الساعة ${time}.|لم يُرسل شيء من جديد.`,
  redeem_open: 'الاستبدال لم ينتهِ بعد.|اضغط هناك «تحقق» أو «لاحقًا»، أو انتظر. لم يُرسل شيء.',
  rate_limited: 'برنامج الولاء مشغول.|لم يُضَف شيء ولم يُستبدل. حاول مرة أخرى بعد دقيقة.',
  unreachable: 'لا يوجد اتصال.|لم يُرسل شيء. حاول مرة أخرى.',
  outdated: 'هذه الصفحة قديمة.|لم يُرسل شيء. أعد تحميلها.',
  unreachableLookup: 'لا رد.|تحقق من الاتصال وحاول مرة أخرى. يمكن متابعة البيع.',
  bad_response: 'تعذرت قراءة الرد.|حاول مرة أخرى. إن استمر ذلك فأبلغ المدير. يمكن متابعة البيع.',
  session_expired: 'سجّل الدخول من جديد.|انتهت جلسة هذا الصندوق. لم يُضَف شيء ولم يُستبدل. ثم حاول مرة أخرى.',
  proxy_unavailable:
    'في خادم المتجر مشكلة.|لم يُضَف شيء ولم يُستبدل. حاول مرة أخرى. إن استمر ذلك فأبلغ المدير. يمكن متابعة البيع.',
  signIn: 'سجّل الدخول من جديد.|جاءت صفحة تسجيل الدخول بدل الرد. ثم حاول مرة أخرى.',
  setup: 'برنامج الولاء غير مضبوط على هذا الصندوق.|لم يُضَف شيء ولم يُستبدل. أبلغ المدير. يمكن متابعة البيع.',
  refused: 'رفض برنامج الولاء هذا.|لم يُضَف شيء ولم يُستبدل. أبلغ المدير. يمكن متابعة البيع.',
  vetoed: 'هذا الصندوق لا يسمح بهذا.|لم يُرسل شيء. أخبر المدير، أو تابع من دونه.',
  vetoedBecause: ({ value }) => `${value}|لم يُرسل شيء.`,
  veto_failed:
    'تعذّر على هذا الصندوق التحقق من هذا.|لم يُرسل شيء. حاول مرة أخرى. إن استمر ذلك فأبلغ المدير. يمكن متابعة البيع.',
  noCustomer: 'ابحث عن الزبون أولًا.|لم يُرسل شيء.',
  notDone: 'لم يتم بعد.',
  noInput: 'اكتب رمزًا أو امسحه أولًا.|لم يُرسل شيء.',
  emailWrong: 'هذا ليس بريدًا إلكترونيًا.|لم يُرسل شيء. تحقق من العنوان.',
  emailDoubtful: ({ email }: Values): string =>
    `هل هذا العنوان صحيح؟|لم يُرسل شيء. إن كان ${email} صحيحًا فابحث مرة أخرى.`,
  wrongMethod: 'هذا النوع من الرموز غير مقبول هنا.|ابحث عن الزبون بطريقة أخرى. لم يُرسل شيء.',
  wrongAmount: 'المبلغ غير صحيح.|لم يُرسل شيء. تحقق من مبلغ هذا البيع.',
  wrongCount: 'اكتب عددًا صحيحًا، 1 أو أكثر.|لم يُرسل شيء.',
  nothingThere: 'لا يوجد ما يُستبدل.|لم يُرسل شيء. أكمل البيع من دونه.',
  tooMany: ({ value }: Values): string => `أكثر من المتاح.|اكتب ${value} على الأكثر. لم يُرسل شيء.`,
  exceeds_order: ({ value }: Values): string => `أكثر من قيمة هذا البيع.|استبدل ${value} على الأكثر. لم يُرسل شيء.`,
  sale_complete: 'اضغط «الزبون التالي» أولًا.|انتهى البيع الأخير وزبونه لا يزال هنا. لم يُرسل شيء.',
  id_reused: 'استُخدم رقم الطلب هذا لشيء آخر.|ابحث عن الزبون قبل أن تضيف أو تستبدل شيئًا يدويًا، وأبلغ المدير.',

  cameraTitle: 'الكاميرا',
  cameraStarting: 'الكاميرا قيد التشغيل…',
  cameraAim: 'ضع الرمز أمام الكاميرا.',
  cameraClose: 'إغلاق الكاميرا',
  cameraNext: 'كاميرا أخرى',
  cameraLight: 'الإضاءة',
  cameraPhoto: 'التقط صورة بدلًا من ذلك',
  cameraRetry: 'حاول مرة أخرى',
  photoEmpty: 'لا رمز في هذه الصورة. صوّر من أقرب وبوضوح.',
  photoReading: 'جارٍ قراءة الصورة…',
  camera_insecure:
    'لا يُسمح لهذه الصفحة بالكاميرا: لم تُفتح عبر HTTPS. اكتب الرمز أو استخدم الماسح اليدوي أو التقط صورة.',
  camera_denied:
    'الكاميرا غير مسموح بها. اسمح بها من شريط العنوان أو من إعدادات النظام، أو اكتب الرمز أو استخدم الماسح اليدوي أو التقط صورة.',
  camera_none: 'لم توجد كاميرا. اكتب الرمز أو استخدم الماسح اليدوي أو التقط صورة.',
  camera_busy: 'برنامج آخر يستخدم الكاميرا. أغلقه أو اختر كاميرا أخرى أو اكتب الرمز.',
  camera_unfit: 'هذه الكاميرا لا تناسب. اختر أخرى أو اكتب الرمز.',
  camera_lost: 'انقطعت الكاميرا. صِلها وحاول مرة أخرى، أو اكتب الرمز.',
  camera_black: 'لا صورة من الكاميرا. تأكد أن العدسة غير مغطاة وحاول مرة أخرى، أو اكتب الرمز أو استخدم الماسح اليدوي.',
  camera_decoder: 'قارئ الرموز لا يعمل. حاول مرة أخرى، أو اكتب الرمز، أو استخدم الماسح اليدوي.',

  keypad: 'لوحة الأرقام',
  keypadOk: 'تم',
  keypadLetters: 'لوحة مفاتيح بالحروف',
  keypadClose: 'إغلاق لوحة الأرقام',
};

/** The Arabic pack. */
export const pack: Pack = { code: 'ar', dir: 'rtl', words };
