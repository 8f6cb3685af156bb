[] = function(): {}
>> 2
