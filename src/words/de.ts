/** German, in the words of a German till. */
import type { Values } from './english.js';
import type { Pack } from './pack.js';

/** "Punkte für 85,50 €", or "2 Stempel". */
const given = ({ n, value = '' }: Values): string => (n === undefined ? `Punkte für ${value}` : value);

const words: Pack['words'] = {
  sale: 'Treueprogramm',
  lookup: 'Kunde',
  earn: ({ value }: Values): string => `${value} geben`,
  redeem: ({ value }: Values): string => `${value} einlösen`,
  points: ({ n, count }: Values): string => `${count} ${n === 1 ? 'Punkt' : 'Punkte'}`,
  stamps: ({ count }: Values): string => `${count} Stempel`,
  pointsUnit: ({ n }: Values): string => (n === 1 ? 'Punkt' : 'Punkte'),
  stampsUnit: 'Stempel',

  codeLabel: 'Kundennummer',
  emailLabel: 'E-Mail',
  codeOrEmailLabel: 'Kundennummer oder E-Mail',
  qrLabel: 'Text des QR-Codes',
  find: 'Suchen',
  enrol: 'Registrieren',
  termsLabel: 'Ich nehme die Bedingungen an (erforderlich)',
  privacyLabel: 'Ich habe die Datenschutzhinweise gelesen (erforderlich)',
  marketingLabel: 'Angebote zusenden (freiwillig)',
  termsLink: 'Bedingungen lesen',
  privacyLink: 'Datenschutzhinweise lesen',
  opensWindow: 'öffnet ein neues Fenster',
  scan: 'QR-Code scannen',
  scanHint: 'Eingeben oder gleich scannen: Der Handscanner geht jederzeit.',
  scanRepaired: ({ name }: Values): string =>
    `Der Handscanner ist auf eine andere Tastatur eingestellt als diese Kasse (${name}). Der Text wurde berichtigt; den Scanner bitte auf das Layout dieser Kasse einstellen.`,
  scanAmbiguous:
    'Der Code war nicht sicher zu lesen.|Es wurde nichts gegeben oder eingelöst. Den Handscanner auf das Tastaturlayout dieser Kasse einstellen und noch einmal scannen.',
  scanCapsLock: 'Die Feststelltaste ist an.|Es wurde nichts gesendet. Ausschalten und noch einmal scannen.',
  scanAltMode:
    'Der Handscanner tippt mit Alt.|Es wurde nichts übernommen. Auf einfache Tasten einstellen (kein „ALT mode“) und noch einmal scannen.',
  scanNumLock:
    'Num Lock ist aus: Die Ziffern des Handscanners bewegen nur die Schreibmarke. Einschalten und noch einmal scannen.',
  scanTorn: 'Der Code kam in Stücken.|Es wurde nichts gesendet. Noch einmal scannen.',
  scanSlow: ({ count }: Values): string =>
    `Dieser QR-Code gilt nicht mehr.|Der Handscanner brauchte ${count} Sekunden, und der Code auf dem Telefon kann alle 30 wechseln. Einen neuen Code zeigen lassen oder die Kamera nehmen.`,
  scanMissing: 'Die Kamera ist nicht zu benutzen.|Den Code eingeben oder den Handscanner nehmen.',
  scanWasCoupon:
    'Dieser QR-Code gilt nicht.|Ist es ein Gutschein, dann unter „Gutschein“ einlösen; sonst einen neuen Code zeigen lassen.',
  scanWasCustomer: 'Diesen Gutschein gibt es nicht.|Ist es der QR-Code des Kunden, dann unter „Kunde“ scannen.',
  typed: 'eingegeben',
  scanned: 'gescannt',
  byEmail: 'per E-Mail',
  newCustomer: 'neu',
  for: ({ email }: Values): string => `Für ${email}`,

  credit: (values: Values): string => `${given(values)} geben`,
  redeemValue: ({ value }: Values): string => `${value} einlösen`,
  redeemNothing: 'Einlösen',
  redeemCoupon: 'Gutschein einlösen',
  earnAgain: 'Noch einmal geben…',
  earnAgainAsk: 'Dieser Verkauf hat seine Punkte oder Stempel schon. Noch einmal geben?',
  earnAgainYes: 'Ja, noch einmal geben',
  redeemAgain: 'Mehr einlösen…',
  redeemAgainAsk: 'Bei diesem Verkauf wurde schon etwas eingelöst. Mehr einlösen? Es ist nicht rückgängig zu machen.',
  redeemAgainYes: 'Ja, mehr einlösen',
  againNo: 'Nein, so lassen',
  what: 'Was einlösen?',
  pointsChoice: 'Punkte',
  stampsChoice: 'Stempel',
  couponChoice: 'Gutschein',
  pointsLabel: 'Punkte zum Einlösen',
  stampsLabel: 'Stempel zum Einlösen',
  couponLabel: 'Gutscheincode',
  final: 'Nicht rückgängig zu machen.',
  available: ({ value }: Values): string => `${value} verfügbar.`,

  pinTitle: 'Nach der PIN fragen',
  pinFor: ({ email, value }: Values): string =>
    email ? `Sie steht auf dem Telefon von ${email}, ${value}.` : `Sie steht auf dem Telefon des Kunden, ${value}.`,
  toCredit: (values: Values): string => `um ${given(values)} zu geben`,
  toRedeem: ({ value }: Values): string => `um ${value} einzulösen`,
  toRedeemCoupon: 'um den Gutschein einzulösen',
  pinLabel: 'PIN, 2 oder 4 Ziffern',
  pinKeys: 'Ziffern',
  pinDelete: 'Löschen',
  pinConfirm: 'Weiter',
  pinNew: 'Neue PIN',
  cancel: 'Abbrechen',
  pinChecking: 'Wird geprüft…',
  pinShape: 'Die PIN hat 2 oder 4 Ziffern.',
  pinScan: 'Eine PIN wird eingegeben, nicht gescannt.',
  pinCount: ({ count, value }: Values): string => `${count} von ${value}`,
  pinClearing: 'Die Ziffern werden gleich gelöscht. Jede Taste behält sie.',
  pinCleared: 'Eine Minute lang kam nichts. Die PIN noch einmal eingeben.',
  pinNewest: 'Die neueste PIN auf dem Telefon nehmen.',
  pinInvalid: 'Falsche PIN.',
  pinInvalidLeft: ({ n, count }: Values): string => `Falsche PIN. Noch ${count} ${n === 1 ? 'Versuch' : 'Versuche'}.`,
  pinExpired: 'Diese PIN ist abgelaufen. Auf „Neue PIN“ tippen.',
  pinExceeded: 'Zu viele falsche PINs. Auf „Neue PIN“ tippen.',

  looking: 'Wird gesucht\u00a0…',
  crediting: (values: Values): string => `Wird gegeben: ${given(values)}\u00a0…`,
  redeeming: ({ value }: Values): string => `Wird eingelöst: ${value}\u00a0…`,
  redeemingCoupon: 'Der Gutschein wird eingelöst\u00a0…',
  amountChanged: ({ value }: Values): string =>
    `Gesendet: ${value}, und dabei bleibt es. Der Betrag wurde danach geändert.`,
  slow: 'Es dauert noch\u00a0…',
  waiting: 'Das Treueprogramm ist ausgelastet. Gleich wird es noch einmal versucht.',
  asking: 'Die Kasse prüft\u00a0…',
  elsewhere: 'Läuft in einem anderen Fenster.',
  memoryOnly: 'Dieser Browser merkt sich nichts: Nach einem Neuladen ist vergessen, was offen ist.',

  found: ({ email, value }: Values): string => `Gefunden.|${email}, ${value}`,
  enrolled: ({ email, value }: Values): string => `Registriert.|${email}, ${value}`,
  credited: ({ name, value }: Values): string => `${name} gegeben.|Neues Guthaben: ${value}.`,
  creditedOnly: ({ name }: Values): string => `${name} gegeben.|Das neue Guthaben zeigt die Kundensuche.`,
  gained: ({ count, name, value }: Values): string => `${count} ${name},|jetzt ${value}.`,
  couponIssued: ({ name }: Values): string => `Die Karte ist voll: ein Gutschein für den Kunden, „${name}“.`,
  couponOnPhone: 'Er ist auf dem Telefon des Kunden.',
  cardBegan: 'Die Karte hat neu begonnen: Sehen Sie auf dem Telefon des Kunden nach einem neuen Gutschein.',
  redeemed: ({ value, name }: Values): string => `${name} eingelöst.|Neues Guthaben: ${value}.`,
  redeemedOnly: ({ name }: Values): string => `${name} eingelöst.|Das neue Guthaben zeigt die Kundensuche.`,
  serviceReported: 'Das Treueprogramm hat es gemeldet.',
  reportedCredit: ({ time }: Values): string =>
    `Das Treueprogramm meldet, dass um ${time} ebenso viel gegeben wurde; es kann ein anderer Verkauf sein.`,
  reportedRedemption: ({ time }: Values): string =>
    `Das Treueprogramm meldet, dass um ${time} ebenso viel eingelöst wurde; es kann ein anderer Verkauf sein.`,
  creditedByHand: ({ time }: Values): string => `Um ${time} wurde etwas von Hand gegeben.`,
  redeemedByHand: ({ time }: Values): string => `Um ${time} wurde etwas von Hand eingelöst.`,
  couponRedeemed: ({ name }: Values): string =>
    `Gutschein angenommen.|Von der Rechnung abziehen${name && `: ${name}`}.`,
  canceled: 'Abgebrochen.|Es wurde nichts gegeben oder eingelöst.',
  nextCustomer: 'Nächster Kunde',
  removeCustomer: 'Diesen Kunden vom Verkauf nehmen',
  back: 'Zurück',
  off: ({ value }: Values): string => `${value} Rabatt`,
  unfinished: ({ count }: Values): string => `Noch zu prüfen: ${count}`,
  exceeded: ({ value }: Values): string =>
    `Es wurde mehr eingelöst, als dieser Verkauf jetzt wert ist.|Es sind ${value} zu viel, und es ist nicht rückgängig zu machen. Dem Kunden sagen oder die Ware wieder aufnehmen.`,

  checkAgain: 'Prüfen',
  later: 'Später',
  unconfirmed:
    'Wir wissen es noch nicht.|Die Antwort ging nach dem Senden verloren. Es zählt nicht doppelt. Der Verkauf kann weitergehen.',
  unconfirmedLogin:
    'Wir wissen es noch nicht.|Statt der Antwort kam eine Anmeldeseite. Neu anmelden, dann prüfen. Es zählt nicht doppelt.',
  unconfirmedSession:
    'Wir wissen es noch nicht.|Die Kasse wurde abgemeldet. Neu anmelden, dann prüfen. Es zählt nicht doppelt.',
  unconfirmedConflict:
    'Wir wissen es noch nicht.|Das Treueprogramm kennt diese Bestellung schon. Den Kunden suchen, um das Guthaben zu sehen. Es zählt nicht doppelt.',
  unconfirmedRefused:
    'Wir wissen es noch nicht.|Die erste Antwort ging verloren, und jetzt wird es abgelehnt. Vielleicht zählte es beim ersten Mal: den Kunden suchen, um das Guthaben zu sehen.',
  unconfirmedUnclear:
    'Wir wissen es noch nicht.|Das Treueprogramm nennt einen Grund, den diese Kasse nicht kennt. Den Kunden suchen, um das Guthaben zu sehen. Es zählt nicht doppelt.',
  answer_mismatch:
    'Wir sind nicht sicher.|Die Antwort passt nicht zum Guthaben dieses Kunden: Die Bestellnummer wurde vielleicht schon einmal benutzt. Den Kunden suchen, bevor ein Rabatt oder noch einmal Punkte gegeben werden.',
  unconfirmedFinal:
    'Das bleibt unbekannt.|Es wurde vor über einem Tag gesendet und nie beantwortet. Bitte die Leitung informieren.',
  unfinishedEarn: ({ email, ...values }: Values): string =>
    `Offen.|Ob ${email || 'der Kunde'} ${given(values)} bekommen hat, ist nicht bekannt. Es zählt nicht doppelt.`,
  unfinishedRedeem: ({ value, email }: Values): string =>
    `Offen.|Ob ${email || 'der Kunde'} ${value} eingelöst hat, ist nicht bekannt. Es zählt nicht doppelt.`,
  unfinishedCoupon:
    'Offen.|Ob ein Gutschein eingelöst wurde, ist nicht bekannt. Zum Prüfen denselben Gutschein noch einmal scannen.',
  unfinishedOther:
    'Das ist ein anderer Gutschein.|Zum Prüfen den scannen, auf den keine Antwort kam. Es wurde nichts gesendet.',
  balanceHint: ({ value }: Values): string =>
    `Das Guthaben ist jetzt: ${value}. Das allein sagt nicht, ob es gezählt hat.`,
  probably_redeemed:
    'Höchstwahrscheinlich gerade hier eingelöst.|Die Antwort ging verloren, und jetzt ist der Gutschein verbraucht. Es wird nichts mehr gesendet. Auf dem Telefon die Gutscheine ansehen.',

  slipOrder: 'Bestellung',
  slipCustomer: 'Kunde',
  slipWhat: 'Vorgang',
  slipVerified: 'Geprüft durch',
  slipWhen: 'Zeit',
  slipCoupon: 'Gutschein',
  slipPin: 'PIN-Eingabe',
  slipQr: 'QR-Code',
  slipNone: 'nichts',
  print: 'Beleg drucken',
  printImpossible: 'Dieser Browser kann nicht drucken. Den Drucker der Kasse benutzen.',

  consentNeeded: 'Neuer Kunde.|Der Kunde liest und setzt die Haken; dann registrieren.',
  handOver: 'Bildschirm zum Kunden drehen',
  handedTitle: 'Beim Treueprogramm mitmachen',
  consentMissing: 'Ein Haken fehlt.|Bedingungen und Datenschutzhinweise sind erforderlich. Es wurde nichts gesendet.',
  customer_not_found: 'Diesen Kunden gibt es nicht.|Die Nummer prüfen oder den QR-Code auf dem Telefon scannen.',
  invalid_qr: 'Dieser QR-Code gilt nicht mehr.|Einen neuen Code zeigen lassen.',
  email_required: 'Die E-Mail-Adresse fehlt.|Eingeben und noch einmal versuchen. Es wurde niemand registriert.',
  insufficient_balance: 'Das Guthaben reicht nicht.|Weniger einlösen. Es wurde nichts abgezogen.',
  insufficientKnown: ({ value }: Values): string =>
    `Das Guthaben reicht nicht.|Es beträgt ${value}: weniger einlösen. Es wurde nichts abgezogen.`,
  manual_code_disabled:
    'Bitte den QR-Code scannen.|Eingegebene Nummern werden hier nicht angenommen. Es wurde nichts gegeben oder eingelöst.',
  subscription_required:
    'Das Treueprogramm ist gerade nicht verfügbar.|Es wurde nichts gegeben oder eingelöst. Bitte der Leitung melden, dass das Abonnement abgelaufen ist. Der Verkauf kann weitergehen.',
  coupon_not_found: 'Diesen Gutschein gibt es nicht.|Den Code prüfen oder vom Telefon scannen.',
  coupon_already_used:
    'Dieser Gutschein ist schon eingelöst.|Einen anderen zeigen lassen. Jetzt wurde nichts eingelöst.',
  verification_required: 'Den QR-Code des Kunden scannen.|Ohne ihn geht hier nichts. Es wurde nichts gesendet.',
  already_booked: ({ time }: Values): string => `Schon erledigt um ${time}.|Es wurde nicht noch einmal gesendet.`,
  redeem_open:
    'Das Einlösen ist noch nicht fertig.|Dort auf „Prüfen“ oder „Später“ tippen oder warten. Es wurde nichts gesendet.',
  rate_limited:
    'Das Treueprogramm ist ausgelastet.|Es wurde nichts gegeben oder eingelöst. In einer Minute noch einmal versuchen.',
  unreachable: 'Keine Verbindung.|Es wurde nichts gesendet. Noch einmal versuchen.',
  outdated: 'Diese Seite ist veraltet.|Es wurde nichts gesendet. Bitte neu laden.',
  unreachableLookup: 'Keine Antwort.|Die Verbindung prüfen und noch einmal versuchen. Der Verkauf kann weitergehen.',
  bad_response:
    'Die Antwort war nicht zu lesen.|Noch einmal versuchen. Bleibt es dabei, die Leitung informieren. Der Verkauf kann weitergehen.',
  session_expired:
    'Bitte neu anmelden.|Diese Kasse ist abgemeldet. Es wurde nichts gegeben oder eingelöst. Danach noch einmal versuchen.',
  proxy_unavailable:
    'Der Server des Geschäfts hat ein Problem.|Es wurde nichts gegeben oder eingelöst. Noch einmal versuchen. Bleibt es dabei, die Leitung informieren. Der Verkauf kann weitergehen.',
  signIn: 'Bitte neu anmelden.|Statt der Antwort kam eine Anmeldeseite. Danach noch einmal versuchen.',
  setup:
    'Das Treueprogramm ist an dieser Kasse nicht richtig eingerichtet.|Es wurde nichts gegeben oder eingelöst. Bitte die Leitung informieren. Der Verkauf kann weitergehen.',
  refused:
    'Das Treueprogramm hat das abgelehnt.|Es wurde nichts gegeben oder eingelöst. Bitte die Leitung informieren. Der Verkauf kann weitergehen.',
  vetoed: 'Die Kasse lässt das nicht zu.|Es wurde nichts gesendet. Die Leitung informieren oder ohne das weitermachen.',
  vetoedBecause: ({ value }) => `${value}|Es wurde nichts gesendet.`,
  veto_failed:
    'Die Kasse konnte das nicht prüfen.|Es wurde nichts gesendet. Noch einmal versuchen. Bleibt es dabei, die Leitung informieren. Der Verkauf kann weitergehen.',
  noCustomer: 'Erst den Kunden suchen.|Es wurde nichts gesendet.',
  notDone: 'Noch nicht erledigt.',
  noInput: 'Erst einen Code eingeben oder scannen.|Es wurde nichts gesendet.',
  emailWrong: 'Das ist keine E-Mail-Adresse.|Es wurde nichts gesendet. Die Adresse prüfen.',
  emailDoubtful: ({ email }: Values): string =>
    `Stimmt diese Adresse?|Es wurde nichts gesendet. Wenn ${email} stimmt, noch einmal suchen.`,
  wrongMethod: 'Diese Art Code wird hier nicht angenommen.|Den Kunden anders suchen. Es wurde nichts gesendet.',
  wrongAmount: 'Der Betrag stimmt nicht.|Es wurde nichts gesendet. Den Betrag dieses Verkaufs prüfen.',
  wrongCount: 'Eine ganze Zahl eingeben, mindestens 1.|Es wurde nichts gesendet.',
  nothingThere: 'Es ist nichts zum Einlösen da.|Es wurde nichts gesendet. Den Verkauf ohne das abschließen.',
  tooMany: ({ value }: Values): string => `Zu viel.|Höchstens ${value} eingeben. Es wurde nichts gesendet.`,
  exceeds_order: ({ value }: Values): string =>
    `Mehr, als dieser Verkauf wert ist.|Höchstens ${value} einlösen. Es wurde nichts gesendet.`,
  sale_complete:
    'Erst auf „Nächster Kunde“ tippen.|Der letzte Verkauf ist fertig, aber sein Kunde steht noch hier. Es wurde nichts gesendet.',
  id_reused:
    'Diese Bestellnummer wurde für etwas anderes benutzt.|Den Kunden suchen, bevor etwas von Hand gegeben oder eingelöst wird, und die Leitung informieren.',

  cameraTitle: 'Kamera',
  cameraStarting: 'Die Kamera startet\u00a0…',
  cameraAim: 'Den Code vor die Kamera halten.',
  cameraClose: 'Kamera schließen',
  cameraNext: 'Andere Kamera',
  cameraLight: 'Licht',
  cameraPhoto: 'Stattdessen Foto machen',
  cameraRetry: 'Noch einmal versuchen',
  photoEmpty: 'Auf diesem Foto ist kein Code. Näher und schärfer aufnehmen.',
  photoReading: 'Das Foto wird gelesen\u00a0…',
  camera_insecure:
    'Diese Seite darf keine Kamera benutzen: Sie kommt nicht über HTTPS. Den Code eingeben, den Handscanner nehmen oder ein Foto machen.',
  camera_denied:
    'Die Kamera ist nicht erlaubt. In der Adresszeile oder in den Einstellungen des Systems erlauben, oder den Code eingeben, den Handscanner nehmen oder ein Foto machen.',
  camera_none: 'Es wurde keine Kamera gefunden. Den Code eingeben, den Handscanner nehmen oder ein Foto machen.',
  camera_busy:
    'Ein anderes Programm benutzt die Kamera. Es schließen, eine andere Kamera wählen oder den Code eingeben.',
  camera_unfit: 'Diese Kamera passt nicht. Eine andere wählen oder den Code eingeben.',
  camera_lost:
    'Die Verbindung zur Kamera ist abgebrochen. Anschließen und noch einmal versuchen, oder den Code eingeben.',
  camera_black:
    'Die Kamera liefert kein Bild. Nachsehen, ob die Linse verdeckt ist, und noch einmal versuchen, oder den Code eingeben oder den Handscanner nehmen.',
  camera_decoder:
    'Der Code-Leser funktioniert nicht. Noch einmal versuchen, den Code eingeben oder den Handscanner nehmen.',

  keypad: 'Tastenfeld',
  keypadOk: 'Fertig',
  keypadLetters: 'Tastatur mit Buchstaben',
  keypadClose: 'Tastenfeld schließen',
};

/** The German pack. */
export const pack: Pack = { code: 'de', dir: 'ltr', words };
