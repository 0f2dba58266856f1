import { createRandom } from "../catalogue/random.ts";

/*
 * Scripts and styles of the size and habit of real third-party tools, written by a seeded generator instead of being kept:
 * each function differs, so that the browser has to parse, compile and run all of them.
 */

const WORDS =
  "linen oak wool clay lamp mug throw chair candle basket soap board teapot cushion scarf notebook".split(
    " ",
  );

/** A tag manager: some hundred rules, each looked up, compiled and run against a model of the page. */
export function writeTagManager({
  rules,
  rounds,
}: {
  rules: number;
  rounds: number;
}): string {
  const random = createRandom(11);
  const parts: string[] = [
    "(function(){const page={w:[],n:0};const hash=(s)=>{let h=2166136261;for(let i=0;i<s.length;i++)h=Math.imul(h^s.charCodeAt(i),16777619);return h>>>0};const rules={};",
  ];
  for (let i = 0; i < rules; i += 1) {
    const [a, b, c] = [
      random.pick(WORDS),
      random.pick(WORDS),
      random.pick(WORDS),
    ];
    parts.push(
      `rules.rule_${i}_${a}=function(p){const key="${a}-${i}/${b}";let s=${random.int(1, 9_999)};for(let i=0;i<${rounds + random.int(0, 20)};i++){s=(s^hash(key+i))>>>0;if(s%${random.int(3, 17)}===0)p.w.push(s%${random.int(50, 900)})}if(p.w.length>500)p.w=p.w.sort((x,y)=>x-y).slice(0,200);p.n+=s%7;return{name:"${c}_${random.hex(6)}",value:s,matched:/${b}|${c}/.test(key)}};`,
    );
  }
  parts.push(
    "const seen=[];for(const name of Object.keys(rules))seen.push(rules[name](page));window.toolTags={seen:seen.length,n:page.n};})();",
  );
  return parts.join("\n");
}

/** A search tool that brings its index with it and builds it before anything is shown. */
export function writeSearchTool({ documents }: { documents: number }): string {
  const random = createRandom(12);
  const rows = Array.from({ length: documents }, (_, i) => ({
    id: i,
    t: Array.from({ length: 9 }, () => random.pick(WORDS)).join(" "),
    k: random.hex(12),
  }));
  return `(function(){const rows=JSON.parse(${JSON.stringify(JSON.stringify(rows))});const index=new Map();for(const row of rows){const text=row.t+" "+row.k;for(let i=0;i<text.length-2;i++){const gram=text.slice(i,i+3);let list=index.get(gram);if(!list){list=[];index.set(gram,list)}list.push(row.id)}}window.toolSearch={grams:index.size}})();`;
}

/** Styles as a font service and a page builder leave them behind: many rules, hardly one of them used. */
export function writeFonts({ rules }: { rules: number }): string {
  const random = createRandom(13);
  const own = `.promo{position:relative;overflow:hidden;background:#e9dcc8}.promo__track{display:flex;block-size:clamp(16rem,40vw,28rem)}.promo__slide{position:relative;flex:0 0 100%}.promo__image{inline-size:100%;block-size:100%;object-fit:cover;object-position:50% 40%}.promo__words{position:absolute;inset-inline-start:1.5rem;inset-block-end:1.5rem;padding:.5rem 1rem;background:#faf6ee}`;
  const rest = Array.from(
    { length: rules },
    (_, i) =>
      `.pb-${random.pick(WORDS)}-${i} > .pb-row:nth-child(${random.int(1, 9)}) .pb-cell{padding:${random.int(0, 60)}px ${random.int(0, 60)}px;font:${random.int(300, 700)} ${random.int(12, 60)}px/1.${random.int(1, 8)} "Inter",sans-serif;color:#${random.hex(6)};letter-spacing:${random.int(-2, 2)}px}`,
  );
  return [own, ...rest].join("\n");
}
