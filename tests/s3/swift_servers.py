"""OpenStack Swift's four servers in one process: proxy, account, container and object server.

usage: /usr/bin/python3 swift_servers.py DIR HOST PORT

DIR holds swift.conf and proxy-server.conf, and gets the ring files and the databases of accounts
and containers; objects are held in memory, so that no file system needs extended attributes. The
proxy listens at PORT, the others at the three ports after it. Logs go to standard error: Swift's
own start scripts would write to the system's log, and need a user of their own and /etc/swift.
"""
import logging
import os
import sys

import eventlet
from eventlet import wsgi

eventlet.monkey_patch()  # before anything that Swift imports

from swift.account.server import app_factory as account_server
from swift.common import utils
from swift.common.ring import RingBuilder
from swift.common.wsgi import SwiftHttpProtocol, loadapp
from swift.container.server import app_factory as container_server
from swift.obj.mem_server import app_factory as object_server

DEVICE = "memory"


class EmptyCache:
    """Stands in for memcached, where tempauth looks for tokens even of requests that are signed."""

    def get(self, *_args, **_options):
        return None

    def set(self, *_args, **_options):
        pass

    delete = set


def with_empty_cache(app):
    def cached(environment, start_response):
        environment["swift.cache"] = EmptyCache()
        return app(environment, start_response)

    return cached


def write_ring(file, host, port):
    """One partition, one replica, one device."""
    builder = RingBuilder(part_power=0, replicas=1, min_part_hours=0)
    builder.add_dev({"region": 1, "zone": 1, "ip": host, "port": port, "device": DEVICE, "weight": 1})
    builder.rebalance()
    builder.get_ring().save(file)


def serve(app, host, port):
    sock = eventlet.listen((host, port), reuse_port=False)  # a busy port is an error
    # Header names as Swift writes them ("ETag"); what the server would log of each request is not.
    options = {"protocol": SwiftHttpProtocol, "capitalize_response_headers": False}
    return eventlet.spawn(wsgi.server, sock, app, utils.NullLogger(), **options)


def main(directory, host, port):
    utils.ThreadSafeSysLogHandler = lambda **_: logging.StreamHandler(sys.stderr)
    utils.set_swift_dir(directory)
    devices = os.path.join(directory, "devices")
    os.makedirs(os.path.join(devices, DEVICE))
    conf = {"swift_dir": directory, "devices": devices, "mount_check": "false"}
    servers = []
    kinds = {"account": account_server, "container": container_server, "object": object_server}
    for number, (kind, make_app) in enumerate(kinds.items(), start=port + 1):
        write_ring(os.path.join(directory, kind + ".ring.gz"), host, number)
        servers.append(serve(make_app(conf), host, number))
    proxy = loadapp(os.path.join(directory, "proxy-server.conf"))
    servers.append(serve(with_empty_cache(proxy), host, port))
    for server in servers:
        server.wait()


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
