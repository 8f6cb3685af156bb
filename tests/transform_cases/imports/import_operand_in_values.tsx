enum A { b = import'', c, d = import'e', f = 1 }
class G {
  h = import
'i'; j = 2; k
  l = import
'm'
  n() {}
}
