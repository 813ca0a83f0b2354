// Reloads the page when the report was made anew.
"use strict";
(() => {
  let seen = null;
  setInterval(async () => {
    try {
      const version = await (await fetch("/~version", { cache: "no-store" })).text();
      if (seen !== null && version !== seen) location.reload();
      seen = version;
    } catch {
      // The server has ended; the page stays as it is.
    }
  }, 1000);
})();
