import a from b;a
import c, {d} from (e as any);c
import f from class{x=1};f
import g from (h?.i);g
import * as j from `k`;j
