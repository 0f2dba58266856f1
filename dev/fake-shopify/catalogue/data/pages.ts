/** Text pages of the shop, as the merchant wrote them. */
export const PAGES: { handle: string; title: string; body: string }[] = [
  {
    handle: "about",
    title: "About us",
    body: `<p>Fennel &amp; Fold began with a table. It had belonged to somebody's grandmother, it had been mended four times, and it was plainly going to outlive all of us. We wondered why so little else would.</p>
<p>So we went looking for people who make things that last: a weaver in Guimarães, two sisters with a kiln in Aarhus, a carpenter who pegs his chairs instead of screwing them. Today there are nine workshops. We know them all by name, and most of their dogs.</p>
<h2>What we promise</h2>
<ul><li>We say where a thing comes from and who made it.</li><li>We mend what we sell, at cost, for as long as we are here.</li><li>We make small runs. When something is sold out, it really is.</li></ul>
<p>The fennel grows behind the shop. The folding is mostly linen.</p>`,
  },
  {
    handle: "size-guide",
    title: "Size guide",
    body: `<p>Measure over a thin layer, and keep the tape loose. Between two sizes, take the larger in linen and the smaller in wool.</p>
<table><thead><tr><th scope="col">Size</th><th scope="col">Chest</th><th scope="col">Waist</th><th scope="col">Hip</th></tr></thead><tbody><tr><th scope="row">XS</th><td>80–86 cm</td><td>62–68 cm</td><td>88–92 cm</td></tr><tr><th scope="row">S</th><td>86–92 cm</td><td>68–74 cm</td><td>92–98 cm</td></tr><tr><th scope="row">M</th><td>92–100 cm</td><td>74–82 cm</td><td>98–104 cm</td></tr><tr><th scope="row">L</th><td>100–108 cm</td><td>82–90 cm</td><td>104–111 cm</td></tr><tr><th scope="row">XL</th><td>108–118 cm</td><td>90–100 cm</td><td>111–120 cm</td></tr></tbody></table>
<p>Still unsure? Write to us with your height and what you usually wear. A person answers.</p>`,
  },
  {
    handle: "delivery-returns",
    title: "Delivery & returns",
    body: `<h2>Delivery</h2>
<p>In the United States $6.95, free above $75, two to four working days. To Canada and Europe $14, four to eight working days, duties paid by us. Furniture comes by two careful people who carry it upstairs.</p>
<h2>Returns</h2>
<p>You have thirty days to change your mind, and the way back is on us. Things should be unworn and unwashed; trying on is of course fine. The money is with you within five working days of our getting the parcel.</p>
<h2>Repairs</h2>
<p>Anything we ever sold can come back to be mended. You pay what it costs us, which is often nothing.</p>`,
  },
  {
    handle: "contact",
    title: "Contact",
    body: `<p>We are three people at a long table, and one of us always has the e-mail open.</p>
<p><strong>Write</strong><br>hello@fennel-and-fold.example</p>
<p><strong>Visit</strong><br>Fennel &amp; Fold<br>41 Wharf Lane<br>Hudson, NY 12534</p>
<p><strong>Open</strong><br>Wednesday to Saturday, eleven to six. Sundays if the door is open.</p>`,
  },
];

export const MENUS: Record<string, { title: string; url: string }[]> = {
  "main-menu": [
    { title: "New in", url: "/collections/new-in" },
    { title: "Clothing", url: "/collections/clothing" },
    { title: "Living", url: "/collections/home" },
    { title: "Kitchen & table", url: "/collections/kitchen-table" },
    { title: "Bags", url: "/collections/bags" },
    { title: "Gifts", url: "/collections/gifts-under-40" },
  ],
  footer: [
    { title: "About us", url: "/pages/about" },
    { title: "Size guide", url: "/pages/size-guide" },
    { title: "Delivery & returns", url: "/pages/delivery-returns" },
    { title: "Contact", url: "/pages/contact" },
  ],
};
