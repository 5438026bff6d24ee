// A table as a chart: the library and the figure are fetched when somebody asks, never before.
(() => {
  let library;

  function load(section) {
    library ??= new Promise((resolve, reject) => {
      const sheet = document.createElement("link");
      // With this id and class Plotly takes its rules from the file and writes no inline style sheet.
      Object.assign(sheet, { rel: "stylesheet", href: section.dataset.style, id: "plotly.js-style-global", className: "no-inline-styles" });
      document.head.append(sheet);
      const script = document.createElement("script");
      Object.assign(script, { src: section.dataset.script, onload: () => resolve(window.Plotly), onerror: reject });
      document.head.append(script);
    });
    library.catch(() => (library = undefined));
    return library;
  }

  async function figureOf(section) {
    const answer = await fetch(section.dataset.figure, { headers: { Accept: "application/json" } });
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
      hoverlabel: { bgcolor: token("--surface"), bordercolor: token("--line-strong"), font: { color: token("--ink"), family: style.fontFamily } },
    };
  }

  const parts = (section) => ({ words: section.querySelector("[data-chart-words]"), plot: section.querySelector("[data-chart-plot]") });

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
      await Plotly.newPlot(plot, figure.data, dressed(figure.layout), { displayModeBar: false, displaylogo: false, responsive: true });
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

  document.addEventListener("click", (event) => {
    const section = document.getElementById("chart");
    const button = event.target.closest("[data-chart-open]");
    if (button && section) section.hidden ? open(button, section) : close(section);
    else if (event.target.closest("[data-chart-close]")) close(section);
  });

  // What arrow keys walk over, row by row: the cells of a heatmap, or of each row the marks of every trace with words.
  function cellsOf(data) {
    const spoken = data.map((trace, curveNumber) => ({ words: trace.customdata, curveNumber })).filter((trace) => trace.words);
    const { words, curveNumber } = spoken[0];
    if (Array.isArray(words[0])) return words.map((row, y) => row.map((said, x) => ({ said, curveNumber, pointNumber: [y, x] })));
    return words.map((_said, row) => spoken.map((trace) => ({ said: trace.words[row], curveNumber: trace.curveNumber, pointNumber: row })));
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
    if (section?.layout && !section.hidden && window.Plotly) window.Plotly.relayout(parts(section).plot, dressed(section.layout));
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
})();
