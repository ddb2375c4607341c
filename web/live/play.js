// The start page's panel: XOR is learnt while you look, and again at every move of a slider.
import { Network, XOR } from "./network.js";

const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
const EPOCHS = 10000, SECONDS = 5, GRID = 80, LOSS = "cross-entropy";
const still = matchMedia("(prefers-reduced-motion: reduce)");
const at = { rate: 5, size: 3, seed: 0 };
const byId = (id) => document.getElementById(id);
const starts = await (await fetch(new URL("starts.json", import.meta.url))).json();
let network, epoch, losses, frame, began;

function restart() {
  network = new Network(starts.weights[at.seed][at.size]);
  [epoch, losses, began] = [0, [network.loss(LOSS)], performance.now()];
  cancelAnimationFrame(frame);
  for (const [id, words] of [["rate", RATES[at.rate]], ["size", starts.sizes[at.size]]]) {
    byId(id).value = at[id];
    byId(id).setAttribute("aria-valuetext", words);
    byId(`${id}-readout`).textContent = words;
  }
  if (still.matches) advance(EPOCHS);
  else frame = requestAnimationFrame(run);
  draw();
}
function run(now) {
  const share = Math.min((now - began) / 1000 / SECONDS, 1);
  advance(Math.min(Math.ceil(EPOCHS * share ** 2), EPOCHS)); // slowly at first, where most happens
  draw();
  if (epoch < EPOCHS) frame = requestAnimationFrame(run);
}
function advance(wanted) {
  for (const end = performance.now() + (still.matches ? 1e9 : 12); epoch < wanted && performance.now() < end; ) {
    for (let k = 0; k < 25 && epoch < wanted; k++, epoch++) network.step(RATES[at.rate], LOSS);
    losses.push([epoch, network.loss(LOSS)]);
  }
}

// Drawing

const plane = { left: 60, top: 40, size: 400 }, chart = { left: 80, top: 40, width: 372, height: 400 };
const pens = ["plane", "chart"].map((id) => byId(id).getContext("2d"));
let pen;
const small = new OffscreenCanvas(GRID, GRID), pixels = new ImageData(GRID, GRID);
const FONT = "20px system-ui, sans-serif";

function draw() {
  [drawPlane, drawLoss].forEach((drawn, at) => {
    pen = pens[at];
    pen.fillStyle = "#fefefe";
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
    drawn();
  });
  const right = XOR.X.filter(([x1, x2], i) => network.predict(x1, x2) > 0.5 === XOR.y[i] > 0.5).length;
  const loss = Number(network.loss(LOSS).toPrecision(2));
  const words = `Learning rate ${RATES[at.rate]}, ${starts.sizes[at.size]} hidden ${at.size ? "units" : "unit"}, start ${starts.seeds[at.seed]}, after ${epoch.toLocaleString("en")} epochs: the loss is ${loss}, and ${right} of 4 points are on the right side.`;
  byId("sentence").textContent = words;
  if (epoch === EPOCHS) {
    byId("spoken").textContent = words;
    byId("plane").setAttribute("aria-label", `The network's answer over the plane of its two inputs. ${words}`);
    byId("chart").setAttribute("aria-label", `The loss by epoch, from ${losses[0].toPrecision(2)} to ${loss}.`);
  }
}
function drawPlane() {
  write("answer: orange above ½, blue below", plane.left + plane.size / 2, 26, "center");
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const answer = network.predict(-0.5 + (2 * (column + 0.5)) / GRID, 1.5 - (2 * (row + 0.5)) / GRID);
      const colour = answer > 0.5 ? [213, 94, 0] : [0, 114, 178], share = Math.abs(answer - 0.5) * 0.8;
      colour.forEach((part, at) => (pixels.data[4 * (row * GRID + column) + at] = 254 - (254 - part) * share));
      pixels.data[4 * (row * GRID + column) + 3] = 255;
    }
  small.getContext("2d").putImageData(pixels, 0, 0);
  pen.drawImage(small, plane.left, plane.top, plane.size, plane.size);
  frameOf(plane.left, plane.top, plane.size, plane.size);
  XOR.X.forEach(([x1, x2], i) => {
    const x = plane.left + ((x1 + 0.5) / 2) * plane.size, y = plane.top + ((1.5 - x2) / 2) * plane.size;
    pen.beginPath();
    if (XOR.y[i]) pen.rect(x - 9, y - 9, 18, 18);
    else pen.arc(x, y, 10, 0, 7);
    pen.fillStyle = XOR.y[i] ? "#d55e00" : "#0072b2";
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = "#fefefe";
    pen.stroke();
  });
  for (const value of [0, 1]) {
    const step = ((value + 0.5) / 2) * plane.size;
    write(value, plane.left + step, plane.top + plane.size + 24, "center");
    write(value, plane.left - 12, plane.top + plane.size - step + 6, "right");
  }
  write("x₁", plane.left + plane.size / 2, plane.top + plane.size + 44, "center");
  write("x₂", plane.left - 34, plane.top + plane.size / 2, "center");
}
function drawLoss() {
  const height = (loss) => chart.top + ((1 - Math.log10(Math.min(Math.max(loss, 1e-5), 10))) / 6) * chart.height;
  const across = (epoch) => chart.left + (epoch / EPOCHS) * chart.width;
  write("loss (cross-entropy)", chart.left + chart.width / 2, 26, "center");
  pen.lineWidth = 1;
  pen.strokeStyle = "#d0d0d0";
  for (let power = -5; power <= 1; power++) {
    line([[chart.left, height(10 ** power)], [chart.left + chart.width, height(10 ** power)]]);
    write(power < -4 ? "10⁻⁵" : 10 ** power, chart.left - 10, height(10 ** power) + 6, "right");
  }
  for (const epoch of [0, 5000, 10000]) write(epoch.toLocaleString("en"), across(epoch), chart.top + chart.height + 24, "center");
  write("epoch", chart.left + chart.width / 2, chart.top + chart.height + 44, "center");
  pen.lineWidth = 3;
  pen.strokeStyle = "#212121";
  line([[0, losses[0]], ...losses.slice(1)].map(([epoch, loss]) => [across(epoch), height(loss)]));
  frameOf(chart.left, chart.top, chart.width, chart.height);
}
function line(points) {
  pen.beginPath();
  points.forEach(([x, y], at) => pen[at ? "lineTo" : "moveTo"](x, y));
  pen.stroke();
}
function frameOf(...box) {
  pen.lineWidth = 1.5;
  pen.strokeStyle = "#212121";
  pen.strokeRect(...box);
}
function write(words, x, y, align) {
  pen.font = FONT;
  pen.fillStyle = "#212121";
  pen.textAlign = align;
  pen.fillText(words, x, y);
}

// Controls

byId("rate").max = RATES.length - 1;
byId("size").max = starts.sizes.length - 1;
for (const id of ["rate", "size"])
  byId(id).addEventListener("input", ({ target }) => {
    at[id] = Number(target.value);
    restart();
  });
byId("replay").addEventListener("click", restart);
byId("other").addEventListener("click", () => {
  at.seed = (at.seed + 1) % starts.seeds.length;
  restart();
});
window.backpropStart = { epoch: () => epoch, loss: () => network.loss(LOSS) };
restart();
