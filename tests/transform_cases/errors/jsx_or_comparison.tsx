a<b>c</b>
