# --8<-- [start:raise]
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -keyout key.pem \
  -out company.pem -subj "/CN=localhost" \
  -addext "subjectAltName=DNS:localhost" 2> said.txt
cat > server.py <<'END'
import http.server
import ssl

server = http.server.HTTPServer(
    ("localhost", 0), http.server.SimpleHTTPRequestHandler
)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("company.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, file=open("port.txt", "w"), flush=True)
server.serve_forever()
END
python server.py > server.txt 2>&1 &
while [ ! -s port.txt ]; do sleep 0.1; done
cat > fetch.py <<'END'
import urllib.request

port = open("port.txt").read().strip()
try:
    page = urllib.request.urlopen(f"https://localhost:{port}/fetch.py")
    print("fetched:", page.status)
except OSError as error:
    print("URLError:", str(error).split(" (_ssl")[0] + ">")
END
python fetch.py
index="https://localhost:$(cat port.txt)/"
pip install --retries 0 --no-index --find-links "$index" example \
  > said.txt 2>&1 || grep -o "confirming the ssl certificate" said.txt
kill $!
# --8<-- [end:raise]

# --8<-- [start:fix]
rm port.txt
python server.py > server.txt 2>&1 &
while [ ! -s port.txt ]; do sleep 0.1; done
SSL_CERT_FILE=company.pem python fetch.py
index="https://localhost:$(cat port.txt)/"
pip install --cert company.pem --retries 0 --no-index \
  --find-links "$index" example > said.txt 2>&1 ||
  grep -o "No matching distribution found for example" said.txt
kill $!
# --8<-- [end:fix]
