<c/t
;
