/** The consent banner: shown where visitors must be asked and have not answered. Fixed, so that it moves nothing. */
interface Privacy {
  shouldShowBanner(): boolean;
  setTrackingConsent(consent: Record<string, boolean>, done?: () => void): void;
}

interface BannerShopify {
  locale: string;
  customerPrivacy: Privacy;
  loadFeatures(
    features: { name: string; version: string }[],
    done: (error: unknown) => void,
  ): void;
}

(() => {
  const shopify = (window as unknown as { Shopify: BannerShopify }).Shopify;
  const WORDS: Record<string, Record<string, string>> = {
    en: {
      title: "Cookie consent",
      text: "We and our partners use cookies to remember your basket, to understand how the shop is used and to show you what fits. You choose.",
      accept: "Accept",
      decline: "Decline",
      manage: "Manage preferences",
      save: "Save my choice",
      preferences: "Personalisation",
      analytics: "Analytics",
      marketing: "Marketing",
    },
    de: {
      title: "Einwilligung in Cookies",
      text: "Wir und unsere Partner verwenden Cookies, um deinen Warenkorb zu behalten, die Nutzung des Shops zu verstehen und dir Passendes zu zeigen. Du entscheidest.",
      accept: "Zustimmen",
      decline: "Ablehnen",
      manage: "Einstellungen",
      save: "Auswahl speichern",
      preferences: "Personalisierung",
      analytics: "Analyse",
      marketing: "Marketing",
    },
    fr: {
      title: "Consentement aux cookies",
      text: "Nos partenaires et nous utilisons des cookies pour garder votre panier, comprendre l’usage de la boutique et vous montrer ce qui vous convient. À vous de choisir.",
      accept: "Accepter",
      decline: "Refuser",
      manage: "Gérer mes choix",
      save: "Enregistrer",
      preferences: "Personnalisation",
      analytics: "Analyse",
      marketing: "Marketing",
    },
  };
  const words = WORDS[shopify.locale.split("-")[0] ?? ""] ?? WORDS["en"] ?? {};

  shopify.loadFeatures(
    [{ name: "consent-tracking-api", version: "0.1" }],
    (error) => {
      if (!error && shopify.customerPrivacy.shouldShowBanner()) show();
    },
  );

  function show(): void {
    const host = document.createElement("section");
    host.id = "shopify-pc__banner";
    host.setAttribute("role", "region");
    host.setAttribute("aria-label", words["title"] ?? "");
    // A shadow root, so that the theme's styles and the banner's leave each other alone.
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
:host{position:fixed;inset:auto 0 0 0;z-index:2147483000;font:15px/1.5 -apple-system,"Segoe UI",Roboto,Arial,sans-serif;color:#1f1f1f}
.box{max-width:62rem;margin:0 auto;background:#fff;border:1px solid #d8d8d8;border-bottom:0;border-radius:10px 10px 0 0;box-shadow:0 -6px 28px #0002;padding:1.1rem 1.25rem}
.row{display:flex;gap:.9rem 1.5rem;align-items:center;flex-wrap:wrap}
p{margin:0;flex:1 1 22rem}
.buttons{display:flex;gap:.6rem;flex-wrap:wrap}
button{font:inherit;min-height:44px;padding:0 1.1rem;border-radius:6px;border:1px solid #1f1f1f;background:#fff;color:#1f1f1f;cursor:pointer}
button.main{background:#1f1f1f;color:#fff}
button.link{border-color:transparent;text-decoration:underline;padding:0 .4rem}
button:focus-visible,input:focus-visible{outline:3px solid #2b6cb0;outline-offset:2px}
fieldset{border:0;padding:.8rem 0 0;margin:0;display:flex;gap:.4rem 1.4rem;flex-wrap:wrap;align-items:center}
fieldset[hidden]{display:none}
label{display:inline-flex;gap:.5rem;align-items:center;min-height:44px}
input{width:20px;height:20px;accent-color:#1f1f1f}
@media (max-width:600px){.buttons{width:100%}.buttons button{flex:1}.buttons button.link{flex-basis:100%}}
</style><div class="box"><div class="row"><p></p><div class="buttons"><button type="button" class="link" data-manage aria-expanded="false"></button><button type="button" data-decline></button><button type="button" data-accept class="main"></button></div></div>
<fieldset hidden>${["preferences", "analytics", "marketing"].map((name) => `<label><input type="checkbox" name="${name}"> <span></span></label>`).join("")}<button type="button" data-save></button></fieldset></div>`;
    const one = <T extends HTMLElement>(selector: string) =>
      root.querySelector<T>(selector)!;
    one("p").textContent = words["text"] ?? "";
    for (const name of ["accept", "decline", "manage", "save"])
      one(`[data-${name}]`).textContent = words[name] ?? "";
    root.querySelectorAll("label").forEach((label) => {
      label.querySelector("span")!.textContent =
        words[label.querySelector("input")!.name] ?? "";
    });
    const answer = (choice: (name: string) => boolean) =>
      shopify.customerPrivacy.setTrackingConsent(
        {
          preferences: choice("preferences"),
          analytics: choice("analytics"),
          marketing: choice("marketing"),
          sale_of_data: choice("marketing"),
        },
        () => host.remove(),
      );
    one("[data-accept]").onclick = () => answer(() => true);
    one("[data-decline]").onclick = () => answer(() => false);
    one("[data-save]").onclick = () =>
      answer((name) => one<HTMLInputElement>(`input[name=${name}]`).checked);
    one("[data-manage]").onclick = () => {
      const fields = one<HTMLFieldSetElement>("fieldset");
      fields.hidden = !fields.hidden;
      one("[data-manage]").setAttribute(
        "aria-expanded",
        String(!fields.hidden),
      );
    };
    document.body.append(host);
  }
})();
