try {} catch (e: unknown) {}
try {} catch ({ message }: any) {}
