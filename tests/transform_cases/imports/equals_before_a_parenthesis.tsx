import a = b
(c);d
import e = f.g
("h")
import i = (;
import j = class;j
