import a from b;foo;"c";d
import {} from await ""
import e from x;type A="f";g
import h from [i,"j"];k
import l from import
"m"
