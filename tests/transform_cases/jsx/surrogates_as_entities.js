React.createElement('a', null, "😀 \ud83d \ude00 \u0000    \u001f \b\f"       )
