// Another load than those for profile and test: JSON and regular expressions alone.

var table = [];
for (var i = 0; i < 400; i++) {
  table.push ({ id: i, name: 'name ' + i, tags: [i % 7, i % 11], open: i % 2 === 0 });
}
var n = 0;
for (var round = 0; round < 60; round++) {
  var text = JSON.stringify (table);
  table = JSON.parse (text);
  n += text.replace (/"name (\d+)"/g, '<$1>').length;
}
print (n);
