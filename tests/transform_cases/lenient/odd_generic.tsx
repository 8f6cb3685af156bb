f<T,(x);
