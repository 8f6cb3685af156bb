




interface
X
{}
interface = 3;
