a = <p>Hello <b>world</b>, how <i>are</i> you?</p>;
b = <p>
  Hello <b>world</b>,
  how are you?
</p>;
