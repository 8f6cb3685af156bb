a = <a>	b	c	</a>;
b = <a>
		one	
	two
</a>;
