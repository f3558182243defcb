import os, time
from http.server import BaseHTTPRequestHandler, HTTPServer


class Orders(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for number in range(1, 10**6):
                self.wfile.write(f'id: {number}\nevent: order\ndata: {{"order":{number}}}\n\n'.encode())
                time.sleep(0.2)
        except (BrokenPipeError, ConnectionResetError):
            pass


HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Orders).serve_forever()
