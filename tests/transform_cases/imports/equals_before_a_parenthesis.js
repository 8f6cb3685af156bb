
;d

("h")
;
const j = class;j
