// Training script for Duktape: six small programs of the kinds that JavaScript
// engines are measured with.  Prints checks only.

var seed = 17;
function random (n) {
  seed = (seed * 3877 + 29573) % 139968;
  return Math.floor (seed / 139968 * n);
}

// A scheduler of tasks with packets, by objects and prototypes.
function Task (name, priority) {
  this.name = name;
  this.priority = priority;
  this.queue = [];
  this.done = 0;
}
Task.prototype.add = function (packet) { this.queue.push (packet); };
Task.prototype.ready = function () { return this.queue.length > 0; };
Task.prototype.step = function (scheduler) {
  var packet = this.queue.shift ();
  this.done++;
  packet.hops++;
  if (packet.hops < 6)
    scheduler.next (this, packet).add (packet);
  else
    scheduler.finished += packet.value;
};
function Scheduler () {
  this.tasks = [];
  this.finished = 0;
}
Scheduler.prototype.next = function (task, packet) {
  return this.tasks[(task.priority * 7 + packet.value) % this.tasks.length];
};
Scheduler.prototype.run = function () {
  var busy = true;
  while (busy) {
    busy = false;
    for (var i = 0; i < this.tasks.length; i++)
      if (this.tasks[i].ready ()) {
        this.tasks[i].step (this);
        busy = true;
      }
  }
};
var total = 0;
for (var round = 0; round < 900; round++) {
  var scheduler = new Scheduler ();
  for (var i = 0; i < 8; i++) scheduler.tasks.push (new Task ("t" + i, i));
  for (var p = 0; p < 100; p++)
    scheduler.tasks[p % 8].add ({ value: random (1000), hops: 0 });
  scheduler.run ();
  total += scheduler.finished;
}
print ("scheduler", total);

// Recursive functions.
function tak (x, y, z) {
  return y >= x ? z : tak (tak (x - 1, y, z), tak (y - 1, z, x), tak (z - 1, x, y));
}
print ("tak", tak (20, 11, 3));

// Spectral norm.
function element (i, j) {
  return 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
}
function times (v, transposed) {
  var result = [];
  for (var i = 0; i < v.length; i++) {
    var sum = 0;
    for (var j = 0; j < v.length; j++)
      sum += (transposed ? element (j, i) : element (i, j)) * v[j];
    result.push (sum);
  }
  return result;
}
var u = [];
for (var i = 0; i < 180; i++) u.push (1);
for (var i = 0; i < 8; i++) {
  var v = times (times (u, false), true);
  u = times (times (v, false), true);
}
var vbv = 0, vv = 0;
for (var i = 0; i < u.length; i++) {
  vbv += u[i] * v[i];
  vv += v[i] * v[i];
}
print ("spectral norm", Math.sqrt (vbv / vv).toFixed (9));

// Words of a text, with an object as a map.
var words = [];
for (var i = 0; i < 150000; i++) words.push ("w" + (i * 7919 % 997).toString (36));
var counts = {};
words.join (" ").split (" ").forEach (function (word) {
  counts[word] = (counts[word] || 0) + 1;
});
var keys = Object.keys (counts).sort ();
print ("words", keys.length, keys[0], counts[keys[0]]);

// A sieve.
var composite = [], primes = 0;
for (var i = 2; i < 800000; i++) {
  if (composite[i]) continue;
  primes++;
  for (var j = i * 2; j < 800000; j += i) composite[j] = true;
}
print ("primes", primes);

// A binary tree, and JSON.
function insert (node, key) {
  if (!node) return { key: key, left: null, right: null };
  if (key < node.key) node.left = insert (node.left, key);
  else if (key > node.key) node.right = insert (node.right, key);
  return node;
}
function depth (node) {
  return node ? 1 + Math.max (depth (node.left), depth (node.right)) : 0;
}
var root = null;
for (var i = 0; i < 60000; i++) root = insert (root, random (139968));
var text = JSON.stringify (root);
print ("tree", depth (root), text.length, depth (JSON.parse (text)));

// Regular expressions.
var matches = 0;
for (var i = 0; i < 12000; i++)
  if (/^(\w+)-(\d{2,})\.(js|c)$/.exec ("file" + i + "-" + i * 3 + ".js")) matches++;
print ("matches", matches);
