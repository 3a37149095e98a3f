package server_test

import (
	"testing"

	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

const scripts = "../web/testdata/public/"

func TestRoutesFollowTheContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		webtest.Run(t, serve(t, db), scripts+"*.txt")
	})
}

func TestMissingVariantShowsTheOriginalWhereTheOwnerSaysSo(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		set(t, db, site.MissingPolicy, "", "original")
		webtest.Run(t, serve(t, db), scripts+"original/*.txt")
	})
}

func TestRegionsDisabledLocalesAndLocalesWithoutCatalog(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		regions(t, db)
		webtest.Run(t, serve(t, db), scripts+"regions/*.txt")
	})
}
