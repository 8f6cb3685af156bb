x=class{k?(){a()}}
x=class{k?(){if(a){}}}
x=class{k?(){()?e:()}}
x=class{k?(a){b(c)}d=1}
x=class{k?(){-a}}
x=class{#k?(){a}}
x=class{override k?(){}}
x=class{static k?(){a}}
