x=class{accessor r(){}}
