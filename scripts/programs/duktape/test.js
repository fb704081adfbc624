// Test script for Duktape: other programs than those of train.js, of the same
// kinds.  Prints checks only.

// Constraint propagation between variables, by objects and closures.
function Variable (value) {
  this.value = value;
  this.watchers = [];
}
Variable.prototype.set = function (value) {
  if (this.value === value) return;
  this.value = value;
  for (var i = 0, n = this.watchers.length; i < n; i++) this.watchers[i] (value);
};
function chain (n) {
  var all = [new Variable (0)];
  for (var i = 1; i < n; i++) (function (next) {
    all[i - 1].watchers.push (function (value) { next.set (value + 1); });
    all.push (next);
  }) (new Variable (0));
  return all;
}
var line = chain (60);
for (var i = 1; i <= 5000; i++) line[0].set (i);
print ("chain", line[59].value);

// The outer planets.
function Body (x, y, z, vx, vy, vz, mass) {
  this.x = x; this.y = y; this.z = z;
  this.vx = vx; this.vy = vy; this.vz = vz;
  this.mass = mass;
}
var bodies = [
  new Body (0, 0, 0, 0, 0, 0, 39.478),
  new Body (4.841, -1.160, -0.103, 0.606, 2.812, -0.025, 0.0377),
  new Body (8.343, 4.125, -0.404, -1.011, 1.825, 0.0084, 0.0113),
  new Body (12.894, -15.111, -0.223, 1.083, 0.869, -0.0108, 0.0017),
  new Body (15.380, -25.919, 0.179, 0.979, 0.594, -0.0348, 0.0020)
];
function advance (dt) {
  for (var i = 0; i < bodies.length; i++) {
    var a = bodies[i];
    for (var j = i + 1; j < bodies.length; j++) {
      var b = bodies[j];
      var dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      var d2 = dx * dx + dy * dy + dz * dz;
      var force = dt / (d2 * Math.sqrt (d2));
      a.vx -= dx * b.mass * force;
      a.vy -= dy * b.mass * force;
      a.vz -= dz * b.mass * force;
      b.vx += dx * a.mass * force;
      b.vy += dy * a.mass * force;
      b.vz += dz * a.mass * force;
    }
  }
  for (var i = 0; i < bodies.length; i++) {
    var a = bodies[i];
    a.x += dt * a.vx;
    a.y += dt * a.vy;
    a.z += dt * a.vz;
  }
}
for (var i = 0; i < 24000; i++) advance (0.001);
print ("planets", bodies[1].x.toFixed (6), bodies[2].y.toFixed (6));

// Queens.
function queens (n) {
  var columns = [], count = 0;
  function free (row, column) {
    for (var i = 0; i < row; i++) {
      var c = columns[i];
      if (c === column || c - i === column - row || c + i === column + row)
        return false;
    }
    return true;
  }
  function place (row) {
    if (row === n) {
      count++;
      return;
    }
    for (var column = 0; column < n; column++)
      if (free (row, column)) {
        columns[row] = column;
        place (row + 1);
      }
  }
  place (0);
  return count;
}
print ("queens", queens (8), queens (9));

// Quick sort of an array.
var seed = 42, numbers = [];
for (var i = 0; i < 90000; i++) {
  seed = (seed * 3877 + 29573) % 139968;
  numbers.push (seed);
}
function sort (a, low, high) {
  while (low < high) {
    var pivot = a[(low + high) >> 1], i = low, j = high;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) {
        var t = a[i];
        a[i++] = a[j];
        a[j--] = t;
      }
    }
    sort (a, low, j);
    low = i;
  }
}
sort (numbers, 0, numbers.length - 1);
print ("sorted", numbers[0], numbers[45000], numbers[89999]);

// Letters of lines, in a cipher.
var out = [], alphabet = "abcdefghijklmnopqrstuvwxyz";
for (var i = 0; i < 6000; i++) {
  var plain = "line " + i + " has " + i * i + " points", coded = "";
  for (var k = 0; k < plain.length; k++) {
    var at = alphabet.indexOf (plain.charAt (k));
    coded += at < 0 ? plain.charAt (k) : alphabet[(at + i) % 26];
  }
  out.push (coded);
}
print ("cipher", out[5999], out.join ("\n").replace (/[0-9]+/g, "").length);

// The Mandelbrot set, in bits.
var inside = 0, size = 190;
for (var y = 0; y < size; y++)
  for (var x = 0; x < size; x++) {
    var cr = 2 * x / size - 1.5, ci = 2 * y / size - 1, zr = 0, zi = 0, k = 0;
    for (; k < 50 && zr * zr + zi * zi < 4; k++) {
      var t = zr * zr - zi * zi + cr;
      zi = 2 * zr * zi + ci;
      zr = t;
    }
    if (k === 50) inside++;
  }
print ("mandelbrot", inside);
