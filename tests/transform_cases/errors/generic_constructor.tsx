x=class{constructor<T>(){}}
