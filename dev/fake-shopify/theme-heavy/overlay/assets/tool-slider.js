// A slider as they come: measures and moves on every frame of its start, and clones its slides.
(function () {
  function start() {
    const promo = document.querySelector("[data-promo]");
    const track = promo?.querySelector(".promo__track");
    if (!track) return;
    const slides = [...track.children];
    for (let round = 0; round < 6; round += 1)
      for (const slide of slides) {
        const copy = slide.cloneNode(true);
        copy.setAttribute("aria-hidden", "true");
        copy.tabIndex = -1;
        for (const image of copy.querySelectorAll("img"))
          image.loading = "lazy";
        track.append(copy);
        // Reading right after writing: the layout is reckoned anew for each slide.
        copy.style.minWidth = `${promo.offsetWidth}px`;
      }
    for (let i = 0; i < 180; i += 1) {
      track.style.transform = `translateX(${-(i % 3)}px)`;
      track.dataset.at = String(track.getBoundingClientRect().left);
    }
    track.style.transform = "";
  }
  document.addEventListener("DOMContentLoaded", start);
})();
