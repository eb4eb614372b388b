/** Turkish, in the words of a Turkish till. */
import type { Values } from './english.js';
import type { Pack } from './pack.js';

/** "₺85,50 için puan", or "2 damga". */
const given = ({ n, value = '' }: Values): string => (n === undefined ? `${value} için puan` : value);

const words: Pack['words'] = {
  sale: 'Sadakat programı',
  lookup: 'Müşteri',
  earn: ({ value }: Values): string => `${value} ver`,
  redeem: ({ value }: Values): string => `${value} kullan`,
  points: ({ count }: Values): string => `${count} puan`,
  stamps: ({ count }: Values): string => `${count} damga`,
  pointsUnit: 'puan',
  stampsUnit: 'damga',

  codeLabel: 'Müşteri kodu',
  emailLabel: 'E-posta',
  codeOrEmailLabel: 'Müşteri kodu veya e-posta',
  qrLabel: 'QR kodun metni',
  find: 'Bul',
  enrol: 'Kaydet',
  termsLabel: 'Üyelik koşullarını kabul ediyorum (zorunlu)',
  privacyLabel: 'KVKK aydınlatma metnini okudum (zorunlu)',
  marketingLabel: 'Kampanya iletileri almak istiyorum (isteğe bağlı)',
  termsLink: 'Üyelik koşullarını oku',
  privacyLink: 'KVKK aydınlatma metnini oku',
  opensWindow: 'yeni pencerede açılır',
  scan: 'QR kod okut',
  scanHint: 'Yazın ya da doğrudan okutun: barkod okuyucu her an çalışır.',
  scanRepaired: ({ name }: Values): string =>
    `Barkod okuyucu bu kasanınkinden başka bir klavyeye ayarlı (${name}). Metin düzeltildi; okuyucuyu bu kasanın klavye düzenine ayarlayın.`,
  scanAmbiguous:
    'Okunan kod kesin anlaşılamadı.|Hiçbir şey verilmedi, kullanılmadı. Barkod okuyucuyu bu kasanın klavye düzenine ayarlayıp yeniden okutun.',
  scanCapsLock: 'Büyük harf kilidi (Caps Lock) açık.|Hiçbir şey gönderilmedi. Kapatıp yeniden okutun.',
  scanAltMode:
    'Barkod okuyucu Alt tuşuyla yazıyor.|Hiçbir şey alınmadı. Düz tuşlara ayarlayın (“ALT mode” kapalı) ve yeniden okutun.',
  scanNumLock: 'Num Lock kapalı: okuyucunun rakamları yazmak yerine imleci oynatıyor. Açıp yeniden okutun.',
  scanTorn: 'Kod eksik okundu.|Hiçbir şey gönderilmedi. Yeniden okutun.',
  scanSlow: ({ count }: Values): string =>
    `Bu QR kod artık geçerli değil.|Barkod okuyucu ${count} saniyede yazdı; telefondaki kod 30 saniyede bir değişebilir. Yeni kodu isteyin ya da kamerayı kullanın.`,
  scanMissing: 'Kamera kullanılamıyor.|Kodu yazın ya da barkod okuyucuyu kullanın.',
  scanWasCoupon: 'Bu QR kod geçerli değil.|Kuponsa “Kupon” altında kullanın; değilse yeni kodu isteyin.',
  scanWasCustomer: 'Böyle bir kupon yok.|Müşterinin QR koduysa “Müşteri” altında okutun.',
  typed: 'yazıldı',
  scanned: 'okutuldu',
  byEmail: 'e-postayla',
  newCustomer: 'yeni',
  for: ({ email }: Values): string => `${email} için`,

  credit: (values: Values): string => `${given(values)} ver`,
  redeemValue: ({ value }: Values): string => `Kullan: ${value}`,
  redeemNothing: 'Kullan',
  redeemCoupon: 'Kuponu kullan',
  earnAgain: 'Bir kez daha ver…',
  earnAgainAsk: 'Bu satışın puanı ya da damgası zaten verildi. Bir kez daha verilsin mi?',
  earnAgainYes: 'Evet, bir kez daha ver',
  redeemAgain: 'Daha fazla kullan…',
  redeemAgainAsk: 'Bu satışta zaten kullanım yapıldı. Daha fazla kullanılsın mı? Geri alınamaz.',
  redeemAgainYes: 'Evet, daha fazla kullan',
  againNo: 'Hayır, böyle kalsın',
  what: 'Ne kullanılacak?',
  pointsChoice: 'Puan',
  stampsChoice: 'Damga',
  couponChoice: 'Kupon',
  pointsLabel: 'Kullanılacak puan',
  stampsLabel: 'Kullanılacak damga',
  couponLabel: 'Kupon kodu',
  final: 'Geri alınamaz.',
  available: ({ value }: Values): string => `Kullanılabilir: ${value}.`,

  pinTitle: 'PIN’i sorun',
  pinFor: ({ email, value }: Values): string =>
    email ? `PIN, ${email} müşterisinin telefonunda; ${value}.` : `PIN, müşterinin telefonunda; ${value}.`,
  toCredit: (values: Values): string => `verilecek: ${given(values)}`,
  toRedeem: ({ value }: Values): string => `kullanılacak: ${value}`,
  toRedeemCoupon: 'kupon kullanılacak',
  pinLabel: 'PIN, 2 veya 4 rakam',
  pinKeys: 'Rakamlar',
  pinDelete: 'Sil',
  pinConfirm: 'Onayla',
  pinNew: 'Yeni PIN',
  cancel: 'Vazgeç',
  pinChecking: 'Kontrol ediliyor…',
  pinShape: 'PIN 2 veya 4 rakamdır.',
  pinScan: 'PIN okutulmaz, yazılır.',
  pinCount: ({ count, value }: Values): string => `${value} hanenin ${count} tanesi`,
  pinClearing: 'Rakamlar birazdan silinecek. Herhangi bir tuş onları korur.',
  pinCleared: 'Bir dakikadır bir şey yazılmadı. PIN’i yeniden yazın.',
  pinNewest: 'Telefondaki en yeni PIN’i kullanın.',
  pinInvalid: 'PIN yanlış.',
  pinInvalidLeft: ({ count }: Values): string => `PIN yanlış. ${count} deneme hakkı kaldı.`,
  pinExpired: 'Bu PIN’in süresi doldu. “Yeni PIN”e dokunun.',
  pinExceeded: 'Çok fazla yanlış PIN girildi. “Yeni PIN”e dokunun.',

  looking: 'Aranıyor…',
  crediting: (values: Values): string => `Veriliyor: ${given(values)}…`,
  redeeming: ({ value }: Values): string => `Kullanılıyor: ${value}…`,
  redeemingCoupon: 'Kupon kullanılıyor…',
  amountChanged: ({ value }: Values): string => `${value} olarak gönderildi, öyle kalır. Tutar sonradan değiştirildi.`,
  slow: 'Hâlâ bekleniyor…',
  waiting: 'Sistem yoğun. Birazdan yeniden denenecek.',
  asking: 'Kasa kontrol ediyor…',
  elsewhere: 'Başka bir pencerede işlem sürüyor.',
  memoryOnly: 'Bu tarayıcı kayıt tutmuyor: sayfa yenilenirse yarım kalanlar unutulur.',

  found: ({ email, value }: Values): string => `Bulundu.|${email}, ${value}`,
  enrolled: ({ email, value }: Values): string => `Kaydedildi.|${email}, ${value}`,
  credited: ({ name, value }: Values): string => `${name} verildi.|Yeni bakiye: ${value}.`,
  creditedOnly: ({ name }: Values): string => `${name} verildi.|Yeni bakiye için müşteriyi arayın.`,
  gained: ({ count, name, value }: Values): string => `${count} ${name},|yeni bakiye ${value}.`,
  couponIssued: ({ name }: Values): string => `Kart doldu: müşteriye bir kupon, “${name}”.`,
  couponOnPhone: 'Kupon müşterinin telefonunda.',
  cardBegan: 'Kart yeniden başladı: müşterinin telefonunda yeni bir kupon var mı, bakın.',
  redeemed: ({ value, name }: Values): string => `Kullanıldı: ${name}.|Yeni bakiye: ${value}.`,
  redeemedOnly: ({ name }: Values): string => `Kullanıldı: ${name}.|Yeni bakiye için müşteriyi arayın.`,
  serviceReported: 'Sistem bunu bildirdi.',
  reportedCredit: ({ time }: Values): string =>
    `Sistem saat ${time} için aynı miktarın verildiğini bildirdi; başka bir satışınki de olabilir.`,
  reportedRedemption: ({ time }: Values): string =>
    `Sistem saat ${time} için aynı miktarın kullanıldığını bildirdi; başka bir satışınki de olabilir.`,
  creditedByHand: ({ time }: Values): string => `Saat ${time}: elle puan ya da damga verildi.`,
  redeemedByHand: ({ time }: Values): string => `Saat ${time}: elle bir kullanım yapıldı.`,
  couponRedeemed: ({ name }: Values): string => `Kupon kabul edildi.|Tutardan indirin${name && `: ${name}`}.`,
  canceled: 'Vazgeçildi.|Hiçbir şey verilmedi, kullanılmadı.',
  nextCustomer: 'Sıradaki müşteri',
  removeCustomer: 'Bu müşteriyi satıştan çıkar',
  back: 'Geri',
  off: ({ value }: Values): string => `${value} indirim`,
  unfinished: ({ count }: Values): string => `Kontrol edilecek: ${count}`,
  exceeded: ({ value }: Values): string =>
    `Bu satışın tutarından fazlası kullanıldı.|Fazla olan ${value}; geri alınamaz. Müşteriye söyleyin ya da ürünleri fişe geri ekleyin.`,

  checkAgain: 'Kontrol et',
  later: 'Sonra',
  unconfirmed: 'Henüz bilmiyoruz.|Gönderildikten sonra yanıt kayboldu. İki kez sayılmaz. Satışı bitirebilirsiniz.',
  unconfirmedLogin:
    'Henüz bilmiyoruz.|Yanıt yerine oturum açma sayfası geldi. Yeniden oturum açıp kontrol edin. İki kez sayılmaz.',
  unconfirmedSession: 'Henüz bilmiyoruz.|Kasanın oturumu kapanmış. Yeniden oturum açıp kontrol edin. İki kez sayılmaz.',
  unconfirmedConflict:
    'Henüz bilmiyoruz.|Bu sipariş sistemde zaten var. Bakiyeyi görmek için müşteriyi arayın. İki kez sayılmaz.',
  unconfirmedRefused:
    'Henüz bilmiyoruz.|İlk yanıt kayboldu, sistem şimdi kabul etmiyor. İlk seferde sayılmış olabilir: bakiyeyi görmek için müşteriyi arayın.',
  unconfirmedUnclear:
    'Henüz bilmiyoruz.|Sistem bu kasanın bilmediği bir neden bildirdi. Bakiyeyi görmek için müşteriyi arayın. İki kez sayılmaz.',
  answer_mismatch:
    'Emin değiliz.|Yanıt bu müşterinin bakiyesine uymuyor: sipariş numarası daha önce kullanılmış olabilir. İndirim yapmadan ya da yeniden puan vermeden önce müşteriyi arayın.',
  unconfirmedFinal: 'Sonucu bilinmiyor.|Bir günden uzun süre önce gönderildi, yanıt hiç gelmedi. Yöneticiye bildirin.',
  unfinishedEarn: ({ email, ...values }: Values): string =>
    `Yarım kaldı.|${email || 'Müşteri'}: ${given(values)} verildi mi, bilinmiyor. İki kez sayılmaz.`,
  unfinishedRedeem: ({ value, email }: Values): string =>
    `Yarım kaldı.|${email || 'Müşteri'}: ${value} kullanıldı mı, bilinmiyor. İki kez sayılmaz.`,
  unfinishedCoupon: 'Yarım kaldı.|Bir kupon kullanıldı mı, bilinmiyor. Kontrol için aynı kuponu yeniden okutun.',
  unfinishedOther: 'Bu başka bir kupon.|Kontrol için yanıtı gelmeyen kuponu okutun. Hiçbir şey gönderilmedi.',
  balanceHint: ({ value }: Values): string =>
    `Bakiye şu anda: ${value}. Sayılıp sayılmadığı yalnızca bundan anlaşılmaz.`,
  probably_redeemed:
    'Büyük olasılıkla az önce burada kullanıldı.|Yanıt kayboldu, kupon şimdi kullanılmış görünüyor. Artık bir şey gönderilmez. Telefondaki kuponlara bakın.',

  slipOrder: 'Sipariş',
  slipCustomer: 'Müşteri',
  slipWhat: 'İşlem',
  slipVerified: 'Doğrulama',
  slipWhen: 'Zaman',
  slipCoupon: 'Kupon',
  slipPin: 'PIN ile',
  slipQr: 'QR kod',
  slipNone: 'yok',
  print: 'Bilgi fişi',
  printImpossible: 'Bu tarayıcı yazdıramıyor. Kasanın yazıcısını kullanın.',

  consentNeeded: 'Yeni müşteri.|Müşteri okur ve işaretler; sonra kaydedin.',
  handOver: 'Ekranı müşteriye çevir',
  handedTitle: 'Sadakat programına katılın',
  consentMissing: 'Eksik işaret var.|Koşullar ve KVKK aydınlatma metni zorunludur. Hiçbir şey gönderilmedi.',
  customer_not_found: 'Böyle bir müşteri yok.|Kodu kontrol edin ya da telefondaki QR kodu okutun.',
  invalid_qr: 'Bu QR kod artık geçerli değil.|Yeni kodu isteyin.',
  email_required: 'E-posta adresi eksik.|Yazıp yeniden deneyin. Kimse kaydedilmedi.',
  insufficient_balance: 'Bakiye yetersiz.|Daha azını kullanın. Hiçbir şey düşülmedi.',
  insufficientKnown: ({ value }: Values): string =>
    `Bakiye yetersiz.|Bakiye ${value}: daha azını kullanın. Hiçbir şey düşülmedi.`,
  manual_code_disabled: 'QR kodu okutun.|Burada elle yazılan kod kabul edilmiyor. Hiçbir şey verilmedi, kullanılmadı.',
  subscription_required:
    'Sadakat programı şu anda kullanılamıyor.|Hiçbir şey verilmedi, kullanılmadı. Aboneliğin bittiğini yöneticiye bildirin. Satışa devam edebilirsiniz.',
  coupon_not_found: 'Böyle bir kupon yok.|Kodu kontrol edin ya da telefondan okutun.',
  coupon_already_used: 'Bu kupon daha önce kullanılmış.|Başka bir kupon isteyin. Şimdi hiçbir şey kullanılmadı.',
  verification_required:
    'Müşterinin QR kodunu okutun.|Burada onsuz puan verilemez, kullanılamaz. Hiçbir şey gönderilmedi.',
  already_booked: ({ time }: Values): string => `Zaten yapıldı, saat ${time}.|Yeniden gönderilmedi.`,
  redeem_open:
    'Puan ya da kupon kullanımı henüz bitmedi.|Orada “Kontrol et”e ya da “Sonra”ya dokunun veya bekleyin. Hiçbir şey gönderilmedi.',
  rate_limited: 'Sistem yoğun.|Hiçbir şey verilmedi, kullanılmadı. Bir dakika sonra yeniden deneyin.',
  unreachable: 'Bağlantı yok.|Hiçbir şey gönderilmedi. Yeniden deneyin.',
  outdated: 'Bu sayfa eskimiş.|Hiçbir şey gönderilmedi. Sayfayı yeniden yükleyin.',
  unreachableLookup: 'Yanıt yok.|Bağlantıyı kontrol edip yeniden deneyin. Satışa devam edebilirsiniz.',
  bad_response: 'Yanıt okunamadı.|Yeniden deneyin. Sürerse yöneticiye bildirin. Satışa devam edebilirsiniz.',
  session_expired:
    'Yeniden oturum açın.|Bu kasanın oturumu kapanmış. Hiçbir şey verilmedi, kullanılmadı. Sonra yeniden deneyin.',
  proxy_unavailable:
    'Mağazanın kendi sunucusunda sorun var.|Hiçbir şey verilmedi, kullanılmadı. Yeniden deneyin. Sürerse yöneticiye bildirin. Satışa devam edebilirsiniz.',
  signIn: 'Yeniden oturum açın.|Yanıt yerine oturum açma sayfası geldi. Sonra yeniden deneyin.',
  setup:
    'Sadakat programı bu kasada doğru kurulmamış.|Hiçbir şey verilmedi, kullanılmadı. Yöneticiye bildirin. Satışa devam edebilirsiniz.',
  refused:
    'Sistem bunu kabul etmedi.|Hiçbir şey verilmedi, kullanılmadı. Yöneticiye bildirin. Satışa devam edebilirsiniz.',
  vetoed: 'Kasa buna izin vermiyor.|Hiçbir şey gönderilmedi. Yöneticiye bildirin ya da bunsuz devam edin.',
  vetoedBecause: ({ value }) => `${value}|Hiçbir şey gönderilmedi.`,
  veto_failed:
    'Kasa bunu kontrol edemedi.|Hiçbir şey gönderilmedi. Yeniden deneyin. Sürerse yöneticiye bildirin. Satışa devam edebilirsiniz.',
  noCustomer: 'Önce müşteriyi bulun.|Hiçbir şey gönderilmedi.',
  notDone: 'Henüz yapılmadı.',
  noInput: 'Önce kodu yazın ya da okutun.|Hiçbir şey gönderilmedi.',
  emailWrong: 'Bu bir e-posta adresi değil.|Hiçbir şey gönderilmedi. Adresi kontrol edin.',
  emailDoubtful: ({ email }: Values): string =>
    `Bu adres doğru mu?|Hiçbir şey gönderilmedi. ${email} doğruysa bir kez daha arayın.`,
  wrongMethod: 'Bu tür kod burada alınmıyor.|Müşteriyi başka yoldan bulun. Hiçbir şey gönderilmedi.',
  wrongAmount: 'Tutar doğru değil.|Hiçbir şey gönderilmedi. Bu satışın tutarını kontrol edin.',
  wrongCount: 'Tam sayı yazın, en az 1.|Hiçbir şey gönderilmedi.',
  nothingThere: 'Kullanılacak bir şey yok.|Hiçbir şey gönderilmedi. Satışı bunsuz tamamlayın.',
  tooMany: ({ value }: Values): string => `Çok fazla.|En çok ${value} yazın. Hiçbir şey gönderilmedi.`,
  exceeds_order: ({ value }: Values): string =>
    `Bu satışın tutarından fazla.|En çok ${value} kullanın. Hiçbir şey gönderilmedi.`,
  sale_complete:
    'Önce “Sıradaki müşteri”ye dokunun.|Son satış bitti ama müşterisi hâlâ burada. Hiçbir şey gönderilmedi.',
  id_reused:
    'Bu sipariş numarası başka bir şey için kullanılmış.|Elle puan vermeden ya da kullanmadan önce müşteriyi arayın ve yöneticiye bildirin.',

  cameraTitle: 'Kamera',
  cameraStarting: 'Kamera açılıyor…',
  cameraAim: 'Kodu kameraya tutun.',
  cameraClose: 'Kamerayı kapat',
  cameraNext: 'Diğer kamera',
  cameraLight: 'Işık',
  cameraPhoto: 'Fotoğraf çek',
  cameraRetry: 'Yeniden dene',
  photoEmpty: 'Bu fotoğrafta kod yok. Daha yakından ve net çekin.',
  photoReading: 'Fotoğraf okunuyor…',
  camera_insecure:
    'Bu sayfa kamera kullanamaz: HTTPS ile açılmamış. Kodu yazın, barkod okuyucuyu kullanın ya da fotoğraf çekin.',
  camera_denied:
    'Kameraya izin verilmedi. Adres çubuğundan ya da sistem ayarlarından izin verin; ya da kodu yazın, barkod okuyucuyu kullanın, fotoğraf çekin.',
  camera_none: 'Kamera bulunamadı. Kodu yazın, barkod okuyucuyu kullanın ya da fotoğraf çekin.',
  camera_busy: 'Kamerayı başka bir program kullanıyor. Onu kapatın, başka kamera seçin ya da kodu yazın.',
  camera_unfit: 'Bu kamera uygun değil. Başka bir kamera seçin ya da kodu yazın.',
  camera_lost: 'Kamera bağlantısı kesildi. Bağlayıp yeniden deneyin ya da kodu yazın.',
  camera_black:
    'Kameradan görüntü gelmiyor. Merceğin kapağı kapalı mı, bakıp yeniden deneyin; ya da kodu yazın, barkod okuyucuyu kullanın.',
  camera_decoder: 'Kod okuma bölümü çalışmıyor. Yeniden deneyin, kodu yazın ya da barkod okuyucuyu kullanın.',

  keypad: 'Tuş takımı',
  keypadOk: 'Tamam',
  keypadLetters: 'Harfli klavye',
  keypadClose: 'Tuş takımını kapat',
};

/** The Turkish pack. */
export const pack: Pack = { code: 'tr', dir: 'ltr', words };
