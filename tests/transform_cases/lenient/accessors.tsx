x=class{accessor}
x=class{accessor r=1}
x=class{accessor *}
x=class{static ,}
x=class{constructor<T>()}
