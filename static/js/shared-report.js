// Says that somebody looks at a shared copy: once it has been in sight for two seconds. Whatever only fetches the page,
// a mail filter, a preview, a browser that reads ahead, does not come so far. Nothing is sent but that.
const IN_SIGHT = 2000;
const { looked } = document.querySelector("script[data-looked]").dataset;
let timer;

function wait() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") timer = setTimeout(say, IN_SIGHT);
}
function say() {
  document.removeEventListener("visibilitychange", wait);
  navigator.sendBeacon(looked);
}
document.addEventListener("visibilitychange", wait);
wait();
