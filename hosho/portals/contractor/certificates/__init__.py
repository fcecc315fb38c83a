"""電子証書の確認はこちら: the entrance by which a company reads its certificates and fetches the keys."""
