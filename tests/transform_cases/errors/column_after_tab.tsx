	let a =	;
