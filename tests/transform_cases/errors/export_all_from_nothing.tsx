export * from ;
