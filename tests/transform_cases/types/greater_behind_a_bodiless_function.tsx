[] = function(): {}
> 2
a as b
>> 2
