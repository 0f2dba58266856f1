/** What a shopper reads when she cannot have a code, in her language. */

import type { ClaimRefusal } from "#app/shared/claim-refusals.ts";

const MESSAGES: Record<string, Record<ClaimRefusal, string>> = {
  en: {
    "bad-claim":
      "Something is not right with this request. Please reload the page.",
    "campaign-unknown": "This offer is no longer available.",
    "campaign-ended": "This offer has ended.",
    "offer-unavailable": "This offer is not available for this product.",
    "already-had": "You have already had this offer.",
    "offer-spent": "All codes for today have been taken.",
    "too-many": "That was a little fast. Please try again in a moment.",
    "try-again":
      "We could not get your code just now. Please try again in a moment.",
  },
  de: {
    "bad-claim":
      "Mit dieser Anfrage stimmt etwas nicht. Bitte laden Sie die Seite neu.",
    "campaign-unknown": "Dieses Angebot gibt es nicht mehr.",
    "campaign-ended": "Dieses Angebot ist beendet.",
    "offer-unavailable": "Für dieses Produkt gilt das Angebot nicht.",
    "already-had": "Sie haben dieses Angebot schon erhalten.",
    "offer-spent": "Für heute sind alle Codes vergeben.",
    "too-many":
      "Das ging etwas schnell. Bitte versuchen Sie es gleich noch einmal.",
    "try-again":
      "Ihr Code ist gerade nicht zu bekommen. Bitte versuchen Sie es gleich noch einmal.",
  },
  fr: {
    "bad-claim": "Cette demande n’est pas valable. Veuillez recharger la page.",
    "campaign-unknown": "Cette offre n’est plus disponible.",
    "campaign-ended": "Cette offre est terminée.",
    "offer-unavailable": "Cette offre n’est pas disponible pour ce produit.",
    "already-had": "Vous avez déjà bénéficié de cette offre.",
    "offer-spent": "Tous les codes du jour ont été attribués.",
    "too-many": "C’était un peu rapide. Veuillez réessayer dans un instant.",
    "try-again":
      "Votre code n’est pas disponible pour le moment. Veuillez réessayer dans un instant.",
  },
  es: {
    "bad-claim":
      "Hay un problema con esta solicitud. Vuelve a cargar la página.",
    "campaign-unknown": "Esta oferta ya no está disponible.",
    "campaign-ended": "Esta oferta ha terminado.",
    "offer-unavailable": "Esta oferta no está disponible para este producto.",
    "already-had": "Ya has recibido esta oferta.",
    "offer-spent": "Ya no quedan códigos para hoy.",
    "too-many": "Vas un poco rápido. Inténtalo de nuevo en un momento.",
    "try-again":
      "Ahora mismo no hemos podido obtener tu código. Inténtalo de nuevo en un momento.",
  },
  it: {
    "bad-claim": "C’è un problema con questa richiesta. Ricarica la pagina.",
    "campaign-unknown": "Questa offerta non è più disponibile.",
    "campaign-ended": "Questa offerta è terminata.",
    "offer-unavailable":
      "Questa offerta non è disponibile per questo prodotto.",
    "already-had": "Hai già ricevuto questa offerta.",
    "offer-spent": "I codici di oggi sono esauriti.",
    "too-many": "Troppo in fretta. Riprova tra un momento.",
    "try-again":
      "Al momento non è possibile ottenere il codice. Riprova tra un momento.",
  },
  nl: {
    "bad-claim": "Er klopt iets niet aan dit verzoek. Laad de pagina opnieuw.",
    "campaign-unknown": "Deze aanbieding is niet meer beschikbaar.",
    "campaign-ended": "Deze aanbieding is afgelopen.",
    "offer-unavailable": "Deze aanbieding geldt niet voor dit product.",
    "already-had": "Je hebt deze aanbieding al gehad.",
    "offer-spent": "Alle codes van vandaag zijn vergeven.",
    "too-many": "Dat ging iets te snel. Probeer het zo nog eens.",
    "try-again":
      "Je code is nu even niet beschikbaar. Probeer het zo nog eens.",
  },
  pt: {
    "bad-claim": "Há um problema com esta solicitação. Recarregue a página.",
    "campaign-unknown": "Esta oferta não está mais disponível.",
    "campaign-ended": "Esta oferta terminou.",
    "offer-unavailable": "Esta oferta não está disponível para este produto.",
    "already-had": "Você já recebeu esta oferta.",
    "offer-spent": "Os códigos de hoje se esgotaram.",
    "too-many": "Foi um pouco rápido demais. Tente novamente em instantes.",
    "try-again":
      "Não foi possível obter seu código agora. Tente novamente em instantes.",
  },
  ja: {
    "bad-claim": "リクエストに問題があります。ページを再読み込みしてください。",
    "campaign-unknown": "この特典は現在ご利用いただけません。",
    "campaign-ended": "この特典は終了しました。",
    "offer-unavailable": "この商品はこの特典の対象外です。",
    "already-had": "この特典はすでに受け取られています。",
    "offer-spent": "本日分のコードはすべて配布されました。",
    "too-many":
      "操作が早すぎたようです。少し待ってからもう一度お試しください。",
    "try-again":
      "ただいまコードを取得できませんでした。少し待ってからもう一度お試しください。",
  },
  ar: {
    "bad-claim": "هناك مشكلة في هذا الطلب. يُرجى إعادة تحميل الصفحة.",
    "campaign-unknown": "هذا العرض لم يعد متاحًا.",
    "campaign-ended": "انتهى هذا العرض.",
    "offer-unavailable": "هذا العرض غير متاح لهذا المنتج.",
    "already-had": "لقد حصلت على هذا العرض من قبل.",
    "offer-spent": "نفدت رموز اليوم.",
    "too-many": "كان ذلك سريعًا بعض الشيء. يُرجى المحاولة مرة أخرى بعد لحظات.",
    "try-again":
      "تعذّر الحصول على رمزك الآن. يُرجى المحاولة مرة أخرى بعد لحظات.",
  },
};

export const CLAIM_LANGUAGES = Object.keys(MESSAGES);

/** @param locale of the page (`pt-BR`); English when it is none of the nine languages. */
export function claimMessage(
  code: ClaimRefusal,
  locale: string | undefined,
): string {
  const language = (locale ?? "en").split("-")[0]!.toLowerCase();
  const known = Object.hasOwn(MESSAGES, language) ? language : "en";
  return MESSAGES[known]![code];
}
