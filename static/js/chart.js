// A report as a chart: the library and the figure are fetched when somebody asks, never before.
let library;

function load(section) {
  library ??= new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    // With this id and class Plotly takes its rules from the file and writes no inline style sheet.
    Object.assign(sheet, {
      rel: "stylesheet",
      href: section.dataset.style,
      id: "plotly.js-style-global",
      className: "no-inline-styles",
    });
    document.head.append(sheet);
    const script = document.createElement("script");
    Object.assign(script, { src: section.dataset.script, onload: () => resolve(window.Plotly), onerror: reject });
    document.head.append(script);
  });
  library.catch(() => (library = undefined));
  return library;
}

async function figureOf(section) {
  const answer = await fetch(section.dataset.figure, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

// Ink, font and ground are the page's, so that the chart follows light and dark.
function dressed(layout) {
  const style = getComputedStyle(document.body);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    ...layout,
    font: { family: style.fontFamily, size: 13, color: token("--ink") },
    hoverlabel: {
      bgcolor: token("--surface"),
      bordercolor: token("--line-strong"),
      font: { color: token("--ink"), family: style.fontFamily },
    },
  };
}

const parts = (section) => ({
  words: section.querySelector("[data-chart-words]"),
  plot: section.querySelector("[data-chart-plot]"),
});

async function open(button, section) {
  const { words, plot } = parts(section);
  button.setAttribute("aria-expanded", "true");
  section.hidden = false;
  section.focus();
  words.textContent = section.dataset.loading;
  section.setAttribute("aria-busy", "true");
  try {
    const [Plotly, figure] = await Promise.all([load(section), figureOf(section)]);
    plot.hidden = false;
    section.layout = figure.layout;
    await Plotly.newPlot(plot, figure.data, dressed(figure.layout), {
      displayModeBar: false,
      displaylogo: false,
      responsive: true,
    });
    words.textContent = section.dataset.ready;
  } catch {
    plot.hidden = true;
    words.textContent = section.dataset.failed;
  }
  section.removeAttribute("aria-busy");
}

function close(section) {
  const { plot } = parts(section);
  if (!plot.hidden) window.Plotly?.purge(plot);
  plot.hidden = section.hidden = true;
  const button = document.querySelector("[data-chart-open]");
  button?.setAttribute("aria-expanded", "false");
  button?.focus();
}

// A picture to keep: always ink on white, under its title, whatever the screen shows.
function pictureOf(section) {
  const { layout } = section;
  const title = { text: escaped(section.dataset.title), x: 0.01, xanchor: "left", y: 0.995, yanchor: "top" };
  return {
    data: parts(section).plot.data,
    layout: {
      ...layout,
      font: { ...dressed(layout).font, color: "#17252d" },
      paper_bgcolor: "#ffffff",
      plot_bgcolor: "#ffffff",
      margin: { ...layout.margin, t: (layout.margin?.t ?? 0) + 40 },
      title: { ...title, font: { size: 16 } },
    },
  };
}

async function save(section, format) {
  const { plot, words } = parts(section);
  if (plot.hidden) return;
  const height = (section.layout.height ?? plot.clientHeight) + 40;
  const size = { width: Math.max(plot.clientWidth, 900), height };
  try {
    // Always drawn as SVG, in a data address: the page's policy lets a picture come from no other place than those.
    const drawn = await window.Plotly.toImage(pictureOf(section), { format: "svg", ...size });
    download(format === "svg" ? drawn : await painted(drawn, size), `${section.dataset.name}.${format}`);
  } catch {
    words.textContent = section.dataset.failed;
  }
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// Twice as fine as on a screen, for print.
async function painted(address, { width, height }) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

function download(address, name) {
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
}

document.addEventListener("click", (event) => {
  const section = document.getElementById("chart");
  const format = event.target.closest("[data-chart-save]")?.dataset.chartSave;
  if (format) return void save(section, format);
  const button = event.target.closest("[data-chart-open]");
  if (button && section) section.hidden ? open(button, section) : close(section);
  else if (event.target.closest("[data-chart-close]")) close(section);
});

// What arrow keys walk over, row by row: the cells of a heatmap, or of each row the marks of every trace with words.
function cellsOf(data) {
  const spoken = data
    .map((trace, curveNumber) => ({ words: trace.customdata, curveNumber }))
    .filter((trace) => trace.words);
  const { words, curveNumber } = spoken[0];
  if (Array.isArray(words[0]))
    return words.map((row, y) => row.map((said, x) => ({ said, curveNumber, pointNumber: [y, x] })));
  return words.map((_said, row) =>
    spoken.map((trace) => ({ said: trace.words[row], curveNumber: trace.curveNumber, pointNumber: row })),
  );
}

// Arrow keys walk from cell to cell; what stands there is shown and said.
const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
document.addEventListener("keydown", (event) => {
  const plot = event.target.closest?.("[data-chart-plot]");
  if (event.key === "Escape" && event.target.closest?.("#chart")) return close(document.getElementById("chart"));
  if (!plot?.data || !steps[event.key]) return;
  event.preventDefault();
  const cells = cellsOf(plot.data);
  const [down, right] = steps[event.key];
  const within = (value, length) => Math.min(Math.max(value, 0), length - 1);
  const at = plot.at ? [within(plot.at[0] + down, cells.length), within(plot.at[1] + right, cells[0].length)] : [0, 0];
  plot.at = at;
  const { said, curveNumber, pointNumber } = cells[at[0]][at[1]];
  window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
  parts(plot.closest("#chart")).words.textContent = said;
});

// A change of theme dresses an open chart anew.
new MutationObserver(() => {
  const section = document.getElementById("chart");
  if (section?.layout && !section.hidden && window.Plotly)
    window.Plotly.relayout(parts(section).plot, dressed(section.layout));
}).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
