/* Content that waits until it is looked at: data-reveal names the store that says so. */
(function () {
  "use strict";

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        window.dash_clientside.set_props(target.dataset.reveal, { data: true });
      }
    },
    { rootMargin: "0px" },
  );

  function watch() {
    const waiting = document.querySelectorAll("[data-reveal]");
    if (waiting.length) waiting.forEach((element) => observer.observe(element));
    else requestAnimationFrame(watch);
  }

  watch();
})();
