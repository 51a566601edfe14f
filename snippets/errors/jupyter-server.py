# --8<-- [start:raise]
import http.server

handler = http.server.SimpleHTTPRequestHandler
first = http.server.HTTPServer(("localhost", 0), handler)
second = http.server.HTTPServer(first.server_address, handler)
# --8<-- [end:raise]

# --8<-- [start:fixed]
second = http.server.HTTPServer(("localhost", 0), handler)
print("two ports:", first.server_port != second.server_port)
# --8<-- [end:fixed]
