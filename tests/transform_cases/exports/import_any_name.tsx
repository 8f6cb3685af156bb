export import let=y
export import if=z
export import type from=require("y")
