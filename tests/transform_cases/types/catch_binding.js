try {} catch (e) {}
try {} catch ({ message }) {}
