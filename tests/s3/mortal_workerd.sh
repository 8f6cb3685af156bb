#!/bin/sh
# Stands in for miniflare's server program $WORKERD, so that it dies with the Node that started it.
exec setpriv --pdeathsig KILL -- "$WORKERD" "$@"
