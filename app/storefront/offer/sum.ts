/** What the basket costs now and what it would cost: for the eye apart, for the ear in one sentence. */
export interface Sum {
  node: Node;
  write: (amounts: { before: string; after: string }, spoken: string) => void;
}

const MARKUP = `<p class="sum"><span></span><span><span class="hidden"></span><span aria-hidden="true"><s></s><b></b></span></span></p>`;

export function makeSum(label: string): Sum {
  const frame = document.createElement("template");
  frame.innerHTML = MARKUP;
  const node = frame.content.firstElementChild!;
  const part = (name: string) => node.querySelector(name)!;
  part("span").textContent = label;
  return {
    node,
    write({ before, after }, spoken) {
      part(".hidden").textContent = spoken;
      part("s").textContent = before;
      part("b").textContent = after;
    },
  };
}
