# --8<-- [start:lab]
python -m venv lab
lab/bin/python -m pip install -q trustme proxy.py
lab/bin/python -m pip download -q --no-deps -d index/packaging packaging
# --8<-- [end:lab]

# --8<-- [start:company]
cat > serve.py <<'EOF'
import functools
import http.server
import ssl

import trustme

world, company = trustme.CA(), trustme.CA()
world.cert_pem.write_to_path("world.pem")
company.cert_pem.write_to_path("company.pem")
company.private_key_pem.write_to_path("company.key")
company.issue_cert("proxy").private_key_pem.write_to_path("signing.key")

handler = http.server.SimpleHTTPRequestHandler
pages = functools.partial(handler, directory="index")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 8443), pages)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
world.issue_cert("localhost").configure_cert(context)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
EOF
timeout 300 lab/bin/python serve.py > serve.log 2>&1 &
echo $! > servers
until [ -s signing.key ]; do sleep 0.2; done
timeout 300 lab/bin/proxy --hostname 127.0.0.1 --port 8899 \
  --num-workers 1 --num-acceptors 1 --ca-file world.pem \
  --ca-cert-file company.pem --ca-key-file company.key \
  --ca-signing-key-file signing.key \
  --ca-cert-dir certs --data-dir data > proxy.log 2>&1 &
echo $! >> servers
for port in 8443 8899; do
  until (echo > /dev/tcp/127.0.0.1/$port) 2> said.txt; do sleep 0.2; done
done
echo "the index and the proxy are listening"

cat > clean.sh <<'EOF'
unset PIP_CERT REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
unset SSL_CERT_FILE SSL_CERT_DIR
export PIP_CONFIG_FILE=/dev/null HTTPS_PROXY=http://127.0.0.1:8899
index=https://localhost:8443/
EOF
# --8<-- [end:company]

# --8<-- [start:blocked]
. ./clean.sh
python -m venv ours
ask() {
  ours/bin/python -m pip install "$@" --retries 0 \
    --index-url $index --cert world.pem packaging
}
ask -q 2> said.txt || cat said.txt
ask > said.txt 2>&1 || grep -o -m 1 "CERTIFICATE_VERIFY_FAILED" said.txt
# --8<-- [end:blocked]

# --8<-- [start:certificate]
. ./clean.sh
ours/bin/python -m pip install -q --index-url $index \
  --cert company.pem packaging
ours/bin/python -c "import packaging; print('installed by pip')"
# --8<-- [end:certificate]

# --8<-- [start:beaten]
. ./clean.sh
export REQUESTS_CA_BUNDLE=world.pem
ours/bin/python -m pip install --retries 0 --index-url $index \
  --force-reinstall --cert company.pem packaging > said.txt 2>&1 ||
  grep -o -m 1 "CERTIFICATE_VERIFY_FAILED" said.txt
# --8<-- [end:beaten]

# --8<-- [start:uv]
. ./clean.sh
ask() {
  uv pip install -q --no-cache --python ours --reinstall \
    --index-url $index packaging
}
ask 2> said.txt || grep -o "invalid peer certificate.*" said.txt
SSL_CERT_FILE=company.pem ask && echo "installed by uv"
# --8<-- [end:uv]

# --8<-- [start:offline]
unshare -r -n ours/bin/python -m pip install -q --force-reinstall \
  --no-index --find-links index/packaging packaging
ours/bin/python -c "import packaging; print('installed without a network')"
# --8<-- [end:offline]

# --8<-- [start:stop]
kill $(cat servers)
# --8<-- [end:stop]
