import a from "b"
assert
{c:{d}}
import e from "f"
assert
{g;(h)}i
