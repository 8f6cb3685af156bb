a = <Select<Option> value={x as Option} onChange={(v: Option) => f<T>(v!)} />;
