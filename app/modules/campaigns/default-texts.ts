import type { OfferTexts } from "#app/shared/storefront-config.ts";

/** What a new campaign says until the merchant says it better. */
export const DEFAULT_TEXTS = {
  en: {
    heading: "Before you go: {benefit} off your basket",
    body: "Take {benefit} off what is in your basket now. The code is yours alone and works once.",
    accept: "Use my code",
    decline: "No, thanks",
  },
  de: {
    heading: "Noch kurz: {benefit} auf Ihren Warenkorb",
    body: "Sie erhalten {benefit} Nachlass auf alles, was gerade im Warenkorb liegt. Der Code gilt nur für Sie und einmal.",
    accept: "Code einlösen",
    decline: "Nein, danke",
  },
  fr: {
    heading: "Avant de partir : {benefit} de remise",
    body: "Profitez de {benefit} de remise sur votre panier actuel. Le code est personnel et valable une seule fois.",
    accept: "Utiliser mon code",
    decline: "Non, merci",
  },
  es: {
    heading: "Antes de irte: {benefit} de descuento",
    body: "Llévate {benefit} de descuento en lo que tienes en la cesta. El código es solo para ti y vale una vez.",
    accept: "Usar mi código",
    decline: "No, gracias",
  },
  it: {
    heading: "Prima di andare: {benefit} di sconto",
    body: "Per te {benefit} di sconto su ciò che hai nel carrello. Il codice è solo tuo e vale una volta.",
    accept: "Usa il codice",
    decline: "No, grazie",
  },
  nl: {
    heading: "Voor je gaat: {benefit} korting",
    body: "Krijg {benefit} korting op wat er nu in je winkelwagen ligt. De code is alleen voor jou en werkt één keer.",
    accept: "Gebruik mijn code",
    decline: "Nee, bedankt",
  },
  "pt-BR": {
    heading: "Antes de ir: {benefit} de desconto",
    body: "Ganhe {benefit} de desconto no que está no seu carrinho. O código é só seu e vale uma vez.",
    accept: "Usar meu código",
    decline: "Não, obrigado",
  },
  ja: {
    heading: "お買い物カゴの商品が{benefit}オフ",
    body: "今カゴに入っている商品が{benefit}オフになります。コードはお客様専用で、一度だけご利用いただけます。",
    accept: "コードを使う",
    decline: "今回は使わない",
  },
  ar: {
    heading: "قبل أن تغادر: خصم {benefit} على سلتك",
    body: "احصل على خصم {benefit} على ما في سلتك الآن. الرمز لك وحدك ويُستخدم مرة واحدة.",
    accept: "استخدام الرمز",
    decline: "لا، شكرًا",
  },
} as const satisfies Record<string, OfferTexts>;
