"""The machinery of 깊이 (Gipi): pages whose code runs and whose output is recorded."""
